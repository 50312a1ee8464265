using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>The roadmap's clustering of 1,000 points: k-means, a tree by Ward's linkage, and the silhouette of both; ten groups as the automatic number says.</summary>
[MemoryDiagnoser]
public class ClusteringBenchmarks
{
    private const int Groups = 10;
    private readonly double[] _values = new double[1_000];
    private Points _points = new(0, 1);
    private Crew _crew = new(1);
    private int[] _groupOf = [];

    [Params(2, 8)]
    public int Dimensions { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _crew = new Crew(Threads);
        _points = RandomPoints.Of(1_000, Dimensions, randomSeed: 42);
        _groupOf = KMeans.Run(_points, new KMeansParameters(Groups), _crew).GroupOf;
    }

    [GlobalCleanup]
    public void Cleanup() => _crew.Dispose();

    [Benchmark(Baseline = true)]
    public double Workload()
    {
        var flat = KMeans.Run(_points, new KMeansParameters(Groups), _crew);
        var tree = Agglomeration.Run(_points, Linkage.Ward).Cut(Groups);
        return Silhouette.Compute(_points, flat.GroupOf, flat.Groups, _values, _crew) + Silhouette.Compute(_points, tree, Groups, _values, _crew);
    }

    [Benchmark]
    public double KMeansOfFourStarts() => KMeans.Run(_points, new KMeansParameters(Groups), _crew).Inertia;

    [Benchmark]
    public int WardTree() => Agglomeration.Run(_points, Linkage.Ward).Merges.Length;

    [Benchmark]
    public int AverageTree() => Agglomeration.Run(_points, Linkage.Average).Merges.Length;

    [Benchmark]
    public double SilhouetteOfAll() => Silhouette.Compute(_points, _groupOf, Groups, _values, _crew);
}
