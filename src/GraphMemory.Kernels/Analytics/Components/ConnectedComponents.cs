using System.Diagnostics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Components;

/// <summary>
/// Parts of a graph that hang together when directions are forgotten: Afforest (Sutton, Ben-Nun and Bar-Noy, 2018). Trees of nodes are linked
/// along the first two arcs of every node; that nearly always joins the largest part, whose nodes need not be looked at again. O(n + m), mostly O(n).
/// </summary>
public static class ConnectedComponents
{
    private const int FirstArcs = 2;
    private const int NodesPerChunk = 1 << 13;

    /// <summary>Numbers the parts by their first node and returns how many there are.</summary>
    /// <param name="groups">One per node; receives the part of each.</param>
    public static int Find(StaticGraph graph, int[] groups, Crew crew)
    {
        Debug.Assert(groups.Length == graph.NodeCount);
        var chunks = new Chunks(groups.Length, NodesPerChunk);
        var forest = new Forest(groups, isAlone: crew.WorkerCount == 1);
        crew.Run(new Each(chunks, forest.Plant), chunks.Count);
        crew.Run(new Each(chunks, nodes => LinkFirst(graph.Out, nodes, forest)), chunks.Count);
        crew.Run(new Each(chunks, forest.Flatten), chunks.Count);
        var largest = forest.Likeliest();
        crew.Run(new Each(chunks, nodes => LinkRest(graph, largest, nodes, forest)), chunks.Count);
        crew.Run(new Each(chunks, forest.Flatten), chunks.Count);
        return Numbered(groups, chunks, crew);
    }

    private static void LinkFirst(Adjacency rows, Range nodes, Forest forest)
    {
        var offsets = rows.Offsets;
        var targets = rows.Targets;
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            var (arc, end) = (offsets[node], Math.Min(offsets[node] + FirstArcs, offsets[node + 1]));
            for (; arc < end; arc++) { forest.Link(node, targets[arc]); }
        }
    }

    /// <summary>An arc between the largest part and another is seen from the other.</summary>
    private static void LinkRest(StaticGraph graph, int largest, Range nodes, Forest forest)
    {
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            if (forest.RootOf(node) == largest) { continue; }
            var row = graph.Out.Row(node);
            for (var i = FirstArcs; i < row.Length; i++) { forest.Link(node, row[i]); }
            if (!graph.IsDirected) { continue; }
            foreach (var source in graph.In.Row(node)) { forest.Link(node, source); }
        }
    }

    /// <summary>The root of a tree is the least of its nodes, so the order of the roots is that of the first members.</summary>
    private static int Numbered(int[] groups, Chunks chunks, Crew crew)
    {
        var (firsts, numbers) = (new int[chunks.Count + 1], GC.AllocateUninitializedArray<int>(groups.Length));
        crew.Run(new Each(chunks, nodes => firsts[1 + (nodes.Start.Value / NodesPerChunk)] = Roots(groups, nodes)), chunks.Count);
        for (var chunk = 0; chunk < chunks.Count; chunk++) { firsts[chunk + 1] += firsts[chunk]; }
        crew.Run(new Each(chunks, nodes => NumberRoots(groups, nodes, firsts[nodes.Start.Value / NodesPerChunk], numbers)), chunks.Count);
        crew.Run(new Each(chunks, nodes => Number(groups.AsSpan(nodes), numbers)), chunks.Count);
        return firsts[^1];
    }

    private static int Roots(int[] groups, Range nodes)
    {
        var count = 0;
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++) { count += groups[node] == node ? 1 : 0; }
        return count;
    }

    private static void NumberRoots(int[] groups, Range nodes, int next, int[] numbers)
    {
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            if (groups[node] == node) { numbers[node] = next++; }
        }
    }

    private static void Number(Span<int> groups, int[] numbers)
    {
        foreach (ref var group in groups) { group = numbers[group]; }
    }
}
