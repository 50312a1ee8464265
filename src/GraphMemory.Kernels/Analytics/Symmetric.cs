using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics;

/// <summary>A directed graph with its directions forgotten: the weights of an edge and its reverse add up.</summary>
public static class Symmetric
{
    public static StaticGraph Of(StaticGraph graph, Crew crew)
    {
        if (!graph.IsDirected) { return graph; }
        var sources = new int[graph.Out.ArcCount];
        var rows = BalancedRows.Of(graph.Out.Offsets, 1 << 16);
        crew.Run(new Each(rows, range =>
        {
            var offsets = graph.Out.Offsets;
            for (var node = range.Start.Value; node < range.End.Value; node++) { sources.AsSpan(offsets[node], graph.Out.Degree(node)).Fill(node); }
        }), rows.Count);
        return StaticGraphBuilder.Build(graph.NodeCount, sources, graph.Out.Targets.ToArray(), graph.Out.Weights.ToArray(), isDirected: false, crew);
    }
}
