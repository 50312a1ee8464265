using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>A tree by Ward's linkage from middles and sizes, against the matrix of all distances with the update of Lance and Williams that every
/// other linkage needs (here with average linkage, which costs the same).</summary>
[MemoryDiagnoser]
public class WardBenchmarks
{
    private Points _points = new(0, 1);

    [Params(1_000, 4_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Setup() => _points = RandomPoints.Of(Count, 4, randomSeed: 42);

    [Benchmark(Baseline = true)]
    public int Middles() => Agglomeration.Run(_points, Linkage.Ward).Merges.Length;

    [Benchmark]
    public int Matrix() => Agglomeration.Run(_points, Linkage.Average).Merges.Length;

    [Benchmark]
    public int Tree() => Agglomeration.Run(_points, Linkage.Single).Merges.Length;
}
