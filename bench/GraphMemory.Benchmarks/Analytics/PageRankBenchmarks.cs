using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>PageRank to within 1e-9 of the exact scores: conjugate gradients against the series that directed graphs take, and against power
/// iteration that gathers doubles in a plain loop. One thread.</summary>
[MemoryDiagnoser]
public class PageRankBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;
    private double[] _scores = [];

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = AttachmentGraph.Of(NodeCount, NodeCount / 10_000 > 1 ? 10 : 5);
        _scores = new double[NodeCount];
    }

    [Benchmark]
    public double ConjugateGradients() => new SymmetricWalk(_graph, [], PageRankParameters.Default, _crew).Solve(_scores).ErrorBound;

    [Benchmark]
    public double Series() => new WalkSeries(_graph, [], PageRankParameters.Default, _crew).Solve(_scores).ErrorBound;

    [Benchmark(Baseline = true)]
    public double PowerIteration()
    {
        var (shares, next, change) = (new double[NodeCount], new double[NodeCount], 1.0);
        Array.Fill(_scores, 1.0 / NodeCount);
        while (change * 0.85 / 0.15 > 1e-9)
        {
            for (var node = 0; node < NodeCount; node++) { shares[node] = _scores[node] / _graph.Out.Degree(node); }
            change = 0;
            for (var node = 0; node < NodeCount; node++)
            {
                var sum = 0.0;
                foreach (var source in _graph.In.Row(node)) { sum += shares[source]; }
                next[node] = (0.15 / NodeCount) + (0.85 * sum);
                change += Math.Abs(next[node] - _scores[node]);
            }

            next.CopyTo(_scores, 0);
        }

        return change;
    }
}
