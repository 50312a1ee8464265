using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph;

/// <summary>The marks of a workspace at one position of its log, and what they mean for a fact: its own word counts before its entity's. Immutable.</summary>
public sealed class MarkSet
{
    private readonly ImmutableDictionary<long, Mark> _bySubject;

    private MarkSet(ImmutableDictionary<long, Mark> bySubject, long seq) => 
        (_bySubject, Seq, HasArchive) = (bySubject, seq, bySubject.Values.Any(mark => mark.Tier == Tier.Archive));

    public static MarkSet Empty { get; } = new(ImmutableDictionary<long, Mark>.Empty, 0);

    /// <summary>Position of the newest mark.</summary>
    public long Seq { get; }

    public bool IsEmpty => _bySubject.IsEmpty;

    public bool HasArchive { get; }

    public IEnumerable<Mark> Marks => _bySubject.Values;

    public static MarkSet Of(IWorkspaceRead read) => Empty.With(read.MarksAfter(0));

    /// <param name="newer">By rising position.</param>
    public MarkSet With(IReadOnlyList<Mark> newer) =>
        newer.Count == 0 ? this : new(_bySubject.SetItems(newer.Select(mark => KeyValuePair.Create(mark.SubjectId, mark))), newer[^1].Seq);

    public Mark? Find(long subjectId) => _bySubject.GetValueOrDefault(subjectId);

    public Tier TierOf(long factId, long entityId) =>
        IsEmpty ? Tier.Working : Find(factId)?.Tier ?? Find(entityId)?.Tier ?? Tier.Working;

    public bool IsPinned(long factId, long entityId) =>
        !IsEmpty && (Find(factId) is { IsPinned: true } || Find(entityId) is { IsPinned: true });
}
