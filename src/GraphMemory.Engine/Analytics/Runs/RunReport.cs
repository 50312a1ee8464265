using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>What a run found, in names. Bounded whatever the size of the graph, and free of it: kept answers hold no graph in memory.</summary>
public sealed record RunReport
{
    /// <summary>Rows of one list: nodes, groups, pairs.</summary>
    public const int RowsMax = 1_000;

    /// <summary>Members that a group shows.</summary>
    public const int MembersMax = 20;

    public required string Algorithm { get; init; }

    public required AlgorithmDescription Description { get; init; }

    /// <summary>Position of the log that the graph was drawn from; 0 when it is not from a workspace.</summary>
    public long Seq { get; init; }

    public required int NodeCount { get; init; }

    public required int EdgeCount { get; init; }

    /// <summary>Whether the algorithm saw directions.</summary>
    public required bool IsDirected { get; init; }

    public required bool IsWeighted { get; init; }

    /// <summary>How long it computed; the time of the first run when the answer was kept.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The answer was kept from an earlier run on the same graph.</summary>
    public bool IsCacheHit { get; init; }

    /// <summary>What the value of a node is: "pagerank", "distance"; null when nodes have none.</summary>
    public string? ValueName { get; init; }

    /// <summary>The most prominent nodes, or the nearest ones.</summary>
    public ImmutableArray<NamedNode> Nodes { get; init; } = [];

    public ValueStatistics? Statistics { get; init; }

    public int GroupCount { get; init; }

    /// <summary>Groups by falling size.</summary>
    public ImmutableArray<NamedGroup> Groups { get; init; } = [];

    public ImmutableArray<NamedPair> Pairs { get; init; } = [];

    public ImmutableArray<NamedPath> Paths { get; init; } = [];

    public ResultTable? Table { get; init; }

    public ImmutableArray<Figure> Figures { get; init; } = [];

    /// <summary>What the numbers say, in sentences.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>What a reader must know to take the numbers right.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    public bool IsTruncated { get; init; }

    public bool IsApproximate { get; init; }
}

/// <param name="Type">Type of the entity; empty when the graph has no types.</param>
/// <param name="More">Values of further columns, by their names.</param>
public sealed record NamedNode(string Name, string Type, double Value, ImmutableArray<Figure> More);

/// <param name="Members">The most linked ones.</param>
public sealed record NamedGroup(int Id, int Size, ImmutableArray<string> Members);

public sealed record NamedPair(string Source, string Target, double Score);

public sealed record NamedPath(ImmutableArray<string> Nodes, double Length);

/// <summary>Of the values of all nodes that have one.</summary>
/// <param name="Deviation">Standard deviation of the whole, not of a sample.</param>
public sealed record ValueStatistics(int Count, double Mean, double Median, double Deviation, double Min, double Max);
