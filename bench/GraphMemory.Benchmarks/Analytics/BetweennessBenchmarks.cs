using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Betweenness from 256 of 10,000 nodes: eight sources at once, against one at a time as Brandes (2001) wrote it down, but without lists of predecessors.</summary>
[MemoryDiagnoser]
public class BetweennessBenchmarks
{
    private const int SourceCount = 256;
    private readonly Crew _alone = new(1);
    private readonly int[] _sources = [.. Enumerable.Range(0, SourceCount)];
    private StaticGraph _graph = null!;
    private double[] _scores = [];

    [Params(10_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = ScalefreeGraph.Of(NodeCount, 5, _alone);
        _scores = new double[NodeCount];
    }

    [GlobalCleanup]
    public void Cleanup() => _alone.Dispose();

    [Benchmark]
    public double EightAtOnce()
    {
        Betweenness.Sum(_graph, _sources, false, _scores, _alone);
        return _scores[0];
    }

    [Benchmark(Baseline = true)]
    public double QueueOfOne()
    {
        Array.Clear(_scores);
        var (levels, paths, shares, queue) = (new int[NodeCount], new double[NodeCount], new double[NodeCount], new int[NodeCount]);
        foreach (var source in _sources)
        {
            Array.Clear(levels);
            Array.Clear(paths);
            Array.Clear(shares);
            var count = Search(source, levels, paths, queue);
            for (var i = count - 1; i > 0; i--)
            {
                var (node, share) = (queue[i], (1 + shares[queue[i]]) / paths[queue[i]]);
                foreach (var neighbour in _graph.In.Row(node))
                {
                    if (levels[neighbour] == levels[node] - 1) { shares[neighbour] += paths[neighbour] * share; }
                }

                _scores[node] += shares[node];
            }
        }

        return _scores[0];
    }

    private int Search(int source, int[] levels, double[] paths, int[] queue)
    {
        var (head, tail) = (0, 1);
        (queue[0], levels[source], paths[source]) = (source, 1, 1);
        for (; head < tail; head++)
        {
            foreach (var target in _graph.Out.Row(queue[head]))
            {
                if (levels[target] == 0) { (levels[target], queue[tail++]) = (levels[queue[head]] + 1, target); }
                if (levels[target] == levels[queue[head]] + 1) { paths[target] += paths[queue[head]]; }
            }
        }

        return tail;
    }
}
