using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Graphs with hubs (Barabási and Albert, 1999), the same in every run.</summary>
internal static class AttachmentGraph
{
    public static StaticGraph Of(int nodes, int edgesPerNode, bool isDirected = false)
    {
        var (random, ends, sources) = (new SplitMix(42), new List<int> { 0 }, new List<int>());
        var targets = new List<int>();
        for (var node = 1; node < nodes; node++)
        {
            var count = ends.Count;
            for (var i = 0; i < edgesPerNode; i++)
            {
                var target = ends[random.Next(count)];
                var turns = isDirected && random.Next(2) == 0;
                sources.Add(turns ? target : node);
                targets.Add(turns ? node : target);
                ends.AddRange([node, target]);
            }
        }

        using var crew = new Crew(Environment.ProcessorCount);
        return StaticGraphBuilder.Build(nodes, sources.ToArray(), targets.ToArray(), default, isDirected, crew);
    }
}
