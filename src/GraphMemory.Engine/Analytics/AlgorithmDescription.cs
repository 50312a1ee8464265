using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;

namespace GraphMemory.Engine.Analytics;

/// <summary>What is to be known of an algorithm before it runs; shown by every door.</summary>
public sealed record AlgorithmDescription
{
    /// <summary>Its usual name: "PageRank".</summary>
    public required string Title { get; init; }

    /// <summary>One sentence: what the numbers mean.</summary>
    public required string Summary { get; init; }

    public required AlgorithmKind Kind { get; init; }

    /// <summary>The paper or book it is taken from.</summary>
    public required string Source { get; init; }

    /// <summary>Work as a function of n nodes and m edges.</summary>
    public required string Complexity { get; init; }

    public required DirectionUse Direction { get; init; }

    /// <summary>False: weights of edges make no difference.</summary>
    public bool UsesWeights { get; init; }

    /// <summary>Null when exact; otherwise how far the answer may be from the exact one.</summary>
    public string? ErrorBound { get; init; }

    /// <summary>Null: the same bits for the same seed whatever the number of threads. Otherwise where the last bits may differ.</summary>
    public string? Variation { get; init; }

    /// <summary>Uses several cores.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Nodes above which a run is refused: it would not end in useful time.</summary>
    public int NodesMax { get; init; } = 50_000_000;

    public ImmutableArray<AlgorithmParameter> Parameters { get; init; } = [];
}

public enum AlgorithmKind
{
    /// <summary>A score for each node.</summary>
    Centrality,
    /// <summary>A partition by how densely nodes are linked.</summary>
    Community,
    /// <summary>Parts that hang together.</summary>
    Component,
    /// <summary>Ways from node to node.</summary>
    Path,
    /// <summary>A partition by what nodes are like.</summary>
    Clustering,
    /// <summary>Pairs of nodes.</summary>
    Similarity,
    /// <summary>Measures of how a graph is built.</summary>
    Structure,
    /// <summary>What recurs, in types and in time.</summary>
    Pattern,
}

/// <summary>What an algorithm makes of directions.</summary>
public enum DirectionUse
{
    /// <summary>It gets every edge both ways.</summary>
    Undirected,
    /// <summary>It gets the graph as it is, directed or not.</summary>
    AsGiven,
}
