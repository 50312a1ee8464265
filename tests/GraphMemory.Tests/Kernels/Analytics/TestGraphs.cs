using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics;

/// <summary>Graphs of every awkward shape, small enough for a naive verifier.</summary>
public static class TestGraphs
{
    /// <summary>Up to some twenty nodes; sparse and dense, with self-loops and parallel edges among the edges given, often in several parts.</summary>
    public static Gen<EdgeList> Any { get; } =
        from nodeCount in Gen.Int[0, 24]
        from isDirected in Gen.Bool
        from isWeighted in Gen.Bool
        from edges in nodeCount == 0
            ? Gen.Const(Array.Empty<(int, int, int)>())
            : Gen.Select(Gen.Int[0, nodeCount - 1], Gen.Int[0, nodeCount - 1], Gen.Int[1, 9]).Array[0, 3 * nodeCount]
        select new EdgeList(nodeCount, [.. edges.Select(edge => new Edge(edge.Item1, edge.Item2, edge.Item3))], isDirected, isWeighted);

    public static Gen<EdgeList> Undirected { get; } = Any.Select(list => list with { IsDirected = false });

    public static Gen<EdgeList> Unweighted { get; } = Any.Select(list => list with { IsWeighted = false });

    /// <summary>Node 0 in the middle.</summary>
    public static EdgeList Star(int leaves) => new(leaves + 1, [.. Enumerable.Range(1, leaves).Select(leaf => new Edge(0, leaf, 1))], false, false);

    public static EdgeList PathOf(int nodes) => new(nodes, [.. Enumerable.Range(1, Math.Max(0, nodes - 1)).Select(node => new Edge(node - 1, node, 1))], false, false);

    public static EdgeList Empty(int nodes) => new(nodes, [], false, false);

    /// <summary>Each new node is linked to nodes drawn from the ends of earlier edges (Barabási and Albert, 1999): large, with hubs.</summary>
    public static EdgeList Scalefree(int nodes, int edgesPerNode, ulong seed)
    {
        var (random, edges, ends) = (new SplitMix(seed), new List<Edge>(), new List<int> { 0 });
        for (var node = 1; node < nodes; node++)
        {
            for (var i = 0; i < edgesPerNode; i++) { edges.Add(new Edge(node, ends[random.Next(ends.Count)], 1 + random.Next(9))); }
            foreach (var edge in edges.TakeLast(edgesPerNode)) { ends.AddRange([edge.Source, edge.Target]); }
        }

        return new EdgeList(nodes, [.. edges], false, false);
    }
}

public readonly record struct Edge(int Source, int Target, float Weight);

/// <summary>Edges as they were given, and the graph made of them.</summary>
public sealed record EdgeList(int NodeCount, Edge[] Edges, bool IsDirected, bool IsWeighted)
{
    public StaticGraph Build(int workers = 1)
    {
        using var crew = new Crew(workers);
        return StaticGraphBuilder.Build(
            NodeCount,
            Edges.Select(edge => edge.Source).ToArray(),
            Edges.Select(edge => edge.Target).ToArray(),
            IsWeighted ? Edges.Select(edge => edge.Weight).ToArray() : [],
            IsDirected,
            crew);
    }

    /// <summary>Weight of each arc, by the naive way: what the graph must say.</summary>
    public Dictionary<(int Source, int Target), double> Arcs()
    {
        var arcs = new Dictionary<(int, int), double>();
        foreach (var edge in Edges.Where(edge => edge.Source != edge.Target))
        {
            Add(edge.Source, edge.Target, edge.Weight);
            if (!IsDirected) { Add(edge.Target, edge.Source, edge.Weight); }
        }

        return arcs;

        void Add(int source, int target, float weight) =>
            arcs[(source, target)] = IsWeighted ? arcs.GetValueOrDefault((source, target)) + weight : 1;
    }
}
