using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

internal static class WeightedGraph
{
    /// <summary>The same edges with weights of 1 to 255, drawn by a fixed seed.</summary>
    public static StaticGraph Of(StaticGraph graph, Crew crew)
    {
        var (random, sources, targets, weights) = (new SplitMix(7), new List<int>(), new List<int>(), new List<float>());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            foreach (var target in graph.Out.Row(node))
            {
                if (!graph.IsDirected && target < node) { continue; }
                sources.Add(node);
                targets.Add(target);
                weights.Add(1 + random.Next(255));
            }
        }

        return StaticGraphBuilder.Build(graph.NodeCount, sources.ToArray(), targets.ToArray(), weights.ToArray(), graph.IsDirected, crew);
    }
}
