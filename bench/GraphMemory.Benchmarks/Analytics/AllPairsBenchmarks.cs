using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>What all distances say, by 512 searches at once, against one search after the other; and the diameter alone.</summary>
[MemoryDiagnoser]
public class AllPairsBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;

    [Params(2_000, 10_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup() => _graph = ScalefreeGraph.Of(NodeCount, edgesPerNode: 5, _crew);

    [Benchmark]
    public long MultiSource() => AllPairs.Of(_graph, isOutward: false, _crew).Sums[0];

    [Benchmark(Baseline = true)]
    public long OneByOne()
    {
        var (search, hops, sum) = (new BreadthFirst(_graph, _crew), new int[NodeCount], 0L);
        for (var source = 0; source < NodeCount; source++)
        {
            search.Run(source, hops);
            foreach (var distance in hops) { sum += distance; }
        }

        return sum;
    }

    [Benchmark]
    public int DiameterOnly() => HopDiameter.Of(_graph, _crew).Diameter;
}
