using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// PageRank (Page, Brin, Motwani and Winograd, 1999), by weight where there are weights; a walk that has nowhere to go starts anew. The scores
/// solve (I − dP) y = v, then scaled to sum to 1: what dangling nodes would spread comes in by the scaling, since they restart as v does. A
/// residual bounds the error, so the tolerance is of the scores and not of the change in a round. Undirected graphs take the conjugate
/// gradients of <see cref="SymmetricWalk"/>, directed ones the series of <see cref="WalkSeries"/>.
/// </summary>
public static class PageRank
{
    /// <param name="restart">Where walks start, not negative and summing to 1; empty for anywhere alike.</param>
    /// <param name="scores">One per node, summing to 1.</param>
    public static PageRankOutcome Compute(
        StaticGraph graph, ReadOnlySpan<double> restart, Span<double> scores, PageRankParameters parameters, Crew crew)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, graph.NodeCount);
        if (graph.NodeCount == 0) { return new PageRankOutcome(0, 0, IsConverged: true); }
        return graph.IsDirected
            ? new WalkSeries(graph, restart, parameters, crew).Solve(scores)
            : new SymmetricWalk(graph, restart, parameters, crew).Solve(scores);
    }

    /// <summary>Nodes in chunks that depend on the graph alone.</summary>
    internal static BalancedRows Chunks(Adjacency rows) =>
        BalancedRows.Of(rows.Offsets, (int)Math.Clamp(((long)rows.ArcCount + rows.NodeCount) / 64, 1 << 12, 1 << 17));

    /// <summary>What carrying a residual along may hide of it, as a share of the residual that was last computed anew: half a last place for a value and
    /// half for its product with a weight, of all that is still to be moved; some more in doubles, whose sums round as well.</summary>
    internal static double Gap(double damping, bool inDoubles) => Math.ScaleB(1, inDoubles ? -50 : -23) / (1 - damping);

    internal static void ScaleToOne(ReadOnlySpan<double> values, Span<double> scores)
    {
        var sum = 0.0;
        foreach (var value in values) { sum += Math.Max(0, value); } // what rounding left below zero is none
        for (var node = 0; node < scores.Length; node++) { scores[node] = Math.Max(0, values[node]) / sum; }
    }
}
