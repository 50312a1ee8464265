using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Personalised PageRank of a million nodes after one edge has come or gone: repaired, against pushed anew.</summary>
[MemoryDiagnoser]
public class IncrementalPageRankBenchmarks
{
    private StaticGraph _graph = null!;
    private double[] _restart = [];
    private IncrementalPageRank _walk = null!;
    private SplitMix _random = new(7);

    [Params(1_000_000)]
    public int NodeCount { get; set; }

    [Params(1e-6, 1e-7)]
    public double Epsilon { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_graph, _restart) = (AttachmentGraph.Of(NodeCount, 8), new double[NodeCount]);
        _restart[NodeCount / 2] = 1;
        _walk = Anew();
    }

    [Benchmark]
    public long Repaired()
    {
        var (source, target) = (_random.Next(NodeCount), _random.Next(NodeCount));
        _walk.SetEdge(source, target, _walk.Graph.Weight(source, target) > 0 ? 0 : 1);
        return _walk.Push(long.MaxValue);
    }

    [Benchmark(Baseline = true)]
    public IncrementalPageRank Anew()
    {
        var walk = new IncrementalPageRank(new DynamicGraph(_graph), _restart, 0.85, Epsilon);
        walk.Push(long.MaxValue);
        return walk;
    }
}
