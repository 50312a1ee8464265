using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Patterns;

/// <summary>Sums over the nodes of a chunk. Every pattern is found from the node of highest rank in it, where rank is by degree, so hubs are met
/// but never gone through from below (Chiba and Nishizeki, 1985).</summary>
internal sealed class MotifSearch(StaticGraph graph, BalancedRows rows, MotifSums[] parts, int workers) : IChunkWork
{
    private readonly Scratch[] _scratch = [.. Enumerable.Range(0, workers).Select(_ => new Scratch(graph.NodeCount))];

    public void Execute(int chunk, int worker)
    {
        var sums = default(MotifSums);
        for (var node = rows[chunk].Start.Value; node < rows[chunk].End.Value; node++)
        {
            var degree = (long)graph.Out.Degree(node);
            sums = sums.Plus(new MotifSums(degree * (degree - 1) / 2, 0, degree * (degree - 1) * (degree - 2) / 6, 0, 0, Cycles(node, _scratch[worker]), 0, 0));
            sums = sums.Plus(Edges(node, _scratch[worker]));
        }

        parts[chunk] = sums;
    }

    private bool IsBelow(int node, int other) =>
        graph.Out.Degree(node) is var a && graph.Out.Degree(other) is var b && (a < b || (a == b && node < other));

    /// <summary>Cycles of four whose highest node is this one: pairs of ways of two steps to the node opposite.</summary>
    private long Cycles(int node, Scratch scratch)
    {
        var (cycles, count) = (0L, 0);
        foreach (var side in graph.Out.Row(node))
        {
            if (!IsBelow(side, node)) { continue; }
            foreach (var opposite in graph.Out.Row(side))
            {
                if (!IsBelow(opposite, node)) { continue; }
                if (scratch.Ways[opposite] == 0) { scratch.Reached[count++] = opposite; }
                cycles += scratch.Ways[opposite]++;
            }
        }

        foreach (var opposite in scratch.Reached.AsSpan(0, count)) { scratch.Ways[opposite] = 0; }
        return cycles;
    }

    /// <summary>What the edges to the lower neighbours of a node are part of.</summary>
    private MotifSums Edges(int node, Scratch scratch)
    {
        var sums = default(MotifSums);
        foreach (var neighbour in graph.Out.Row(node)) { scratch.IsNear[neighbour] = true; }
        foreach (var lower in graph.Out.Row(node))
        {
            if (!IsBelow(lower, node)) { continue; }
            long triangles = 0, a = graph.Out.Degree(node), b = graph.Out.Degree(lower);
            var thirds = 0;
            foreach (var third in graph.Out.Row(lower))
            {
                if (!scratch.IsNear[third]) { continue; }
                triangles++;
                if (IsBelow(third, lower)) { scratch.Reached[thirds++] = third; }
            }

            sums = sums.Plus(new MotifSums(
                0, triangles, 0, (a - 1) * (b - 1), triangles * (a + b - 4), 0, triangles * (triangles - 1) / 2, Cliques(scratch.Reached.AsSpan(0, thirds))));
        }

        foreach (var neighbour in graph.Out.Row(node)) { scratch.IsNear[neighbour] = false; }
        return sums;
    }

    /// <summary>Edges among the nodes that close a triangle below an edge.</summary>
    private long Cliques(ReadOnlySpan<int> thirds)
    {
        var cliques = 0L;
        for (var i = 0; i < thirds.Length; i++)
        {
            foreach (var other in thirds[(i + 1)..]) { cliques += graph.Out.HasArc(thirds[i], other) ? 1 : 0; }
        }

        return cliques;
    }

    private sealed class Scratch(int nodes)
    {
        public int[] Ways { get; } = new int[nodes];

        public int[] Reached { get; } = new int[nodes];

        public bool[] IsNear { get; } = new bool[nodes];
    }
}
