using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Components;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Afforest, which leaves out most arcs, against a union-find with path halving over all of them.</summary>
public class ComponentsBenchmarks
{
    private readonly Crew _crew = new(Environment.ProcessorCount);
    private readonly Crew _alone = new(1);
    private StaticGraph _graph = null!;
    private int[] _groups = [];

    [Params(10_000, 1_000_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = ScalefreeGraph.Of(NodeCount, 5, _crew);
        _groups = new int[NodeCount];
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _crew.Dispose();
        _alone.Dispose();
    }

    [Benchmark]
    public int Afforest() => ConnectedComponents.Find(_graph, _groups, _crew);

    [Benchmark]
    public int AfforestOnOneThread() => ConnectedComponents.Find(_graph, _groups, _alone);

    [Benchmark(Baseline = true)]
    public int UnionFind()
    {
        for (var node = 0; node < NodeCount; node++) { _groups[node] = node; }
        var count = NodeCount;
        for (var node = 0; node < NodeCount; node++)
        {
            foreach (var target in _graph.Out.Row(node))
            {
                if (target > node) { break; }
                var (one, other) = (Root(node), Root(target));
                if (one == other) { continue; }
                _groups[Math.Max(one, other)] = Math.Min(one, other);
                count--;
            }
        }

        return count;
    }

    private int Root(int node)
    {
        while (_groups[node] != node) { node = _groups[node] = _groups[_groups[node]]; }
        return node;
    }
}
