using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics;

/// <summary>What an algorithm found. Each part is there when the algorithm has such a thing; nodes are numbers of the run's graph.</summary>
public sealed record AlgorithmResult
{
    /// <summary>A value for each node.</summary>
    public NodeValues? Values { get; init; }

    /// <summary>More columns of one value per node: distances beside parents, authorities beside hubs.</summary>
    public ImmutableArray<NodeValues> MoreValues { get; init; } = [];

    /// <summary>A group for each node.</summary>
    public NodeGroups? Groups { get; init; }

    public ImmutableArray<NodePair> Pairs { get; init; } = [];

    public ImmutableArray<NodePath> Paths { get; init; } = [];

    /// <summary>Rows of other shapes: patterns, bursts.</summary>
    public ResultTable? Table { get; init; }

    /// <summary>Numbers about the whole: modularity, diameter, rounds.</summary>
    public ImmutableArray<Figure> Figures { get; init; } = [];

    /// <summary>Something was left out because a bound was reached.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>This answer is an estimate; <see cref="AlgorithmDescription.ErrorBound"/> says how good.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>What a reader must know to take the numbers right, such as a fall-back.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <param name="Name">What the value is: "pagerank", "distance".</param>
/// <param name="Values">One per node; NaN never, −1 stands for "not reached" in distances.</param>
/// <param name="IsRanking">A greater value means a more prominent node.</param>
public sealed record NodeValues(string Name, ReadOnlyMemory<double> Values, bool IsRanking = true);

/// <param name="GroupOf">Group of each node, 0 to below <paramref name="Count"/>, numbered by first member; −1 for a node in none.</param>
public sealed record NodeGroups(string Name, ReadOnlyMemory<int> GroupOf, int Count);

public readonly record struct NodePair(int Source, int Target, double Score);

/// <param name="Nodes">From start to end.</param>
/// <param name="Length">Sum of the weights, or the hops.</param>
public sealed record NodePath(ImmutableArray<int> Nodes, double Length);

/// <summary>One number about the whole graph.</summary>
public readonly record struct Figure(string Name, double Value);

public sealed record ResultTable(ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows);
