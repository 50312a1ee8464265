using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics;

/// <summary>Builds a <see cref="StaticGraph"/> from edges in any order, on every thread of a crew. Self-loops are dropped; parallel edges become
/// one whose weight is their sum. The result does not depend on the order of the edges or on the number of threads.</summary>
public static class StaticGraphBuilder
{
    /// <param name="nodeCount">Nodes are 0 to below this.</param>
    /// <param name="sources">One end of each edge.</param>
    /// <param name="targets">The other end, as many.</param>
    /// <param name="weights">Weight of each edge, or empty when each is 1: then parallel edges merge into one of weight 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An end is no node.</exception>
    public static StaticGraph Build(
        int nodeCount, ReadOnlyMemory<int> sources, ReadOnlyMemory<int> targets, ReadOnlyMemory<float> weights, bool isDirected, Crew crew)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodeCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, sources.Length);
        if (!weights.IsEmpty) { ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, sources.Length); }
        Check(nodeCount, sources.Span);
        Check(nodeCount, targets.Span);
        if (!isDirected)
        {
            var both = Direction(nodeCount, sources, targets, weights, isMirrored: true, crew);
            return new StaticGraph(both, both);
        }

        return new StaticGraph(
            Direction(nodeCount, sources, targets, weights, isMirrored: false, crew),
            Direction(nodeCount, targets, sources, weights, isMirrored: false, crew));
    }

    private static void Check(int nodeCount, ReadOnlySpan<int> nodes)
    {
        foreach (var node in nodes) { ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)node, (uint)nodeCount); }
    }

    private static Adjacency Direction(
        int nodeCount, ReadOnlyMemory<int> sources, ReadOnlyMemory<int> targets, ReadOnlyMemory<float> weights, bool isMirrored, Crew crew) =>
        weights.IsEmpty
            ? new PlainRows(nodeCount, sources, targets, isMirrored, crew).Build()
            : new WeightedRows(nodeCount, sources, targets, weights, isMirrored, crew).Build();
}
