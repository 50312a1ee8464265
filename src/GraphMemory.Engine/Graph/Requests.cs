using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph;

public sealed record NewEntity(string Name, string Type, ImmutableArray<string> Observations);

public sealed record RelationKey(string From, string To, string Type);

public sealed record EntityTexts(string EntityName, ImmutableArray<string> Texts);

/// <summary>What a statement carries besides its content.</summary>
public sealed record Circumstances
{
    public static Circumstances Default { get; } = new();

    public Polarity Polarity { get; init; } = Polarity.Affirmed;
    public ValidTime Valid { get; init; } = ValidTime.Always;
    public long? SupersedesId { get; init; }
    public Provenance Provenance { get; init; } = Provenance.None;
    /// <summary>0 to 1.</summary>
    public float Confidence { get; init; } = 1;
    public ImmutableArray<string> Tags { get; init; } = [];
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>An observation to keep. Without <see cref="About"/> it becomes a note of its own.</summary>
/// <param name="About">Name of the entity it is about; created when it does not exist.</param>
/// <param name="EntityType">Type given to an entity that is created; a note's is <see cref="Entity.NoteType"/> when it is not given.</param>
public sealed record NewObservation(string Text, string? About, string? EntityType, Circumstances Circumstances);

/// <summary>A relation to keep; missing ends are created as names without a declaration.</summary>
/// <param name="Weight">0 to 1.</param>
public sealed record NewLink(string From, string To, string Type, float Weight, Circumstances Circumstances);

/// <summary>What became of one statement: its id, and whether it was new or already there.</summary>
public sealed record Recorded(long FactId, string EntityName, bool IsNew, ImmutableArray<Conflict> Conflicts);

/// <summary>A fact with the names of its ends, as every door shows it.</summary>
public sealed record NamedFact(Fact Fact, string Subject, string SubjectType, string? Object);

public sealed record GraphView(ImmutableArray<NewEntity> Entities, ImmutableArray<RelationKey> Relations);
