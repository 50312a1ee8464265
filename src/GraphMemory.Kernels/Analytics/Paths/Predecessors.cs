using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>From distances to a tree of shortest paths: the parent of a node is the smallest node that a shortest path may come from. Each node
/// looks for its own, so the tree does not depend on who was first, nor on the number of threads.</summary>
public static class Predecessors
{
    private const int ArcsPerChunk = 1 << 15;

    /// <param name="distances">Hops, as <see cref="BreadthFirst"/> makes them.</param>
    /// <param name="parents">Parent of each node; −1 for the source and for what it cannot reach.</param>
    public static void OfHops(StaticGraph graph, int[] distances, int[] parents, Crew crew)
    {
        var rows = BalancedRows.Of(graph.In.Offsets, ArcsPerChunk);
        crew.Run(new Each(rows, range =>
        {
            for (var node = range.Start.Value; node < range.End.Value; node++) { parents[node] = OfHops(graph.In.Row(node), distances, node); }
        }), rows.Count);
    }

    /// <param name="distances">As <see cref="DeltaStepping"/> makes them: a parent's distance and the arc's weight give the node's, bit by bit.</param>
    /// <param name="parents">Parent of each node; −1 for the source and for what it cannot reach.</param>
    public static void OfLengths(StaticGraph graph, int source, double[] distances, int[] parents, Crew crew)
    {
        var rows = BalancedRows.Of(graph.In.Offsets, ArcsPerChunk);
        crew.Run(new Each(rows, range =>
        {
            for (var node = range.Start.Value; node < range.End.Value; node++) { parents[node] = OfLengths(graph.In, distances, node); }
        }), rows.Count);
        AcrossWeightless(graph, source, distances, parents);
    }

    private static int OfHops(ReadOnlySpan<int> row, int[] distances, int node)
    {
        var before = distances[node] - 1;
        if (before < 0) { return -1; }
        foreach (var neighbour in row)
        {
            if (distances[neighbour] == before) { return neighbour; }
        }

        return -1;
    }

    private static int OfLengths(Adjacency arcs, double[] distances, int node)
    {
        var distance = distances[node];
        if (double.IsPositiveInfinity(distance)) { return -1; }
        var row = arcs.Row(node);
        var weights = arcs.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            var before = distances[row[i]];
            if (before < distance && before + (weights.IsEmpty ? 1 : weights[i]) == distance) { return row[i]; }
        }

        return -1;
    }

    /// <summary>Nodes reached only across arcs that add nothing to the distance: level by level from those that have a parent, so that no circle closes.</summary>
    private static void AcrossWeightless(StaticGraph graph, int source, double[] distances, int[] parents)
    {
        var orphans = new HashSet<int>();
        for (var node = 0; node < parents.Length; node++)
        {
            if (parents[node] < 0 && node != source && !double.IsPositiveInfinity(distances[node])) { orphans.Add(node); }
        }

        while (orphans.Count > 0)
        {
            var adopted = orphans.Select(node => (Node: node, Parent: Adopter(graph.In, distances, node, orphans))).Where(pair => pair.Parent >= 0).ToList();
            foreach (var (node, parent) in adopted)
            {
                parents[node] = parent;
                orphans.Remove(node);
            }

            if (adopted.Count == 0) { return; }
        }
    }

    private static int Adopter(Adjacency arcs, double[] distances, int node, HashSet<int> orphans)
    {
        var row = arcs.Row(node);
        var weights = arcs.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            var length = distances[row[i]] + (weights.IsEmpty ? 1 : weights[i]);
            if (length == distances[node] && !orphans.Contains(row[i])) { return row[i]; }
        }

        return -1;
    }
}
