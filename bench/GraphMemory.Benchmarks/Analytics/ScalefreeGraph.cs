using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Graphs of Barabási and Albert (1999): each new node is linked to nodes drawn from the ends of earlier edges.</summary>
internal static class ScalefreeGraph
{
    public static StaticGraph Of(int nodes, int edgesPerNode, Crew crew, bool isDirected = false)
    {
        var random = new SplitMix(42);
        var (sources, targets) = (new int[nodes * edgesPerNode], new int[nodes * edgesPerNode]);
        for (var edge = 0; edge < sources.Length; edge++)
        {
            var earlier = edge / edgesPerNode * edgesPerNode; // edges of earlier nodes
            var end = random.Next(Math.Max(1, 2 * earlier));
            sources[edge] = edge / edgesPerNode;
            targets[edge] = earlier == 0 ? 0 : end < earlier ? sources[end] : targets[end - earlier];
        }

        return StaticGraphBuilder.Build(nodes, sources, targets, default, isDirected, crew);
    }
}
