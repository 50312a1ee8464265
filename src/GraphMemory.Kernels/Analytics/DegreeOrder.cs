using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics;

/// <summary>A graph renumbered so that nodes with many arcs come first: what is read most lies together, and a search that stops at the first
/// neighbour that serves meets the hubs first.</summary>
/// <param name="Graph">The same graph under the new numbers.</param>
/// <param name="OldOf">The old number of each new one.</param>
/// <param name="NewOf">The new number of each old one.</param>
public sealed record DegreeOrder(StaticGraph Graph, int[] OldOf, int[] NewOf)
{
    private const int ArcsPerChunk = 1 << 16;

    /// <summary>By arcs out and in, most first; equal ones stay in order. O(n + m log d).</summary>
    public static DegreeOrder Of(StaticGraph graph, Crew crew)
    {
        var oldOf = Sorted(graph);
        var newOf = new int[oldOf.Length];
        for (var node = 0; node < oldOf.Length; node++) { newOf[oldOf[node]] = node; }
        var outward = Renumbered(graph.Out, oldOf, newOf, crew);
        return new DegreeOrder(new StaticGraph(outward, graph.IsDirected ? Renumbered(graph.In, oldOf, newOf, crew) : outward), oldOf, newOf);
    }

    /// <summary>A counting sort.</summary>
    private static int[] Sorted(StaticGraph graph)
    {
        var starts = new int[Enumerable.Range(0, graph.NodeCount).Select(Degree).DefaultIfEmpty(0).Max() + 2];
        for (var node = 0; node < graph.NodeCount; node++) { starts[Degree(node)]++; }
        for (var (degree, before) = (starts.Length - 1, 0); degree >= 0; degree--) { (starts[degree], before) = (before, before + starts[degree]); }
        var sorted = new int[graph.NodeCount];
        for (var node = 0; node < sorted.Length; node++) { sorted[starts[Degree(node)]++] = node; }
        return sorted;

        int Degree(int node) => graph.Out.Degree(node) + (graph.IsDirected ? graph.In.Degree(node) : 0);
    }

    private static Adjacency Renumbered(Adjacency arcs, int[] oldOf, int[] newOf, Crew crew)
    {
        var offsets = new int[oldOf.Length + 1];
        for (var node = 0; node < oldOf.Length; node++) { offsets[node + 1] = offsets[node] + arcs.Degree(oldOf[node]); }
        var (targets, weights, rows) = (new int[arcs.ArcCount], new float[arcs.IsWeighted ? arcs.ArcCount : 0], BalancedRows.Of(offsets, ArcsPerChunk));
        crew.Run(new Each(rows, range =>
        {
            for (var node = range.Start.Value; node < range.End.Value; node++)
            {
                var start = offsets[node];
                var row = targets.AsSpan(start..offsets[node + 1]);
                var old = arcs.Row(oldOf[node]);
                for (var i = 0; i < row.Length; i++) { row[i] = newOf[old[i]]; }
                if (!arcs.IsWeighted) { row.Sort(); continue; }
                arcs.RowWeights(oldOf[node]).CopyTo(weights.AsSpan(start));
                row.Sort(weights.AsSpan(start, row.Length));
            }
        }), rows.Count);
        return new Adjacency(offsets, targets, weights);
    }
}
