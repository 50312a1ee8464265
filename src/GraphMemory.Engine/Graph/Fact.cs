using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph;

/// <summary>What a caller states: everything of a fact that the log does not decide.</summary>
/// <param name="Predicate">Relation type; <see cref="ObservationPredicate"/> for an observation.</param>
/// <param name="ObjectId">The other end of a relation; null for an observation.</param>
/// <param name="Text">The observation's text; null for a relation.</param>
/// <param name="ClaimKey">Hash under which equal and opposite claims about one subject meet.</param>
/// <param name="SupersedesId">The earlier fact that this one declares to correct, for its own valid time.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Weight">0 to 1, strength of a relation.</param>
public sealed record FactDraft(
    FactKind Kind,
    long SubjectId,
    string Predicate,
    long? ObjectId,
    string? Text,
    long ClaimKey,
    Polarity Polarity,
    ValidTime Valid,
    long? SupersedesId,
    Provenance Provenance,
    float Confidence,
    float Weight,
    ImmutableArray<string> Tags,
    ImmutableSortedDictionary<string, string> Metadata)
{
    public const string ObservationPredicate = "observation";
}

/// <summary>A stored fact: a statement with its place in both times.</summary>
/// <param name="Id">Log position of the event that recorded it: transaction time begins here.</param>
/// <param name="RecordedAtMs">Clock time of that event, Unix milliseconds.</param>
/// <param name="SupersededSeq">Log position that closed this version; null while it stands.</param>
/// <param name="SupersededAtMs">Clock time of that event.</param>
public sealed record Fact(long Id, FactDraft Statement, long RecordedAtMs, long? SupersededSeq, long? SupersededAtMs)
{
    public bool IsLive => SupersededSeq is null;

    public bool IsKnownAt(long seq) => Id <= seq && (SupersededSeq is null || SupersededSeq > seq);
}
