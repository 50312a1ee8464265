using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>One path between two nodes, from both ends, against distances from one end to all.</summary>
[MemoryDiagnoser]
public class PairPathBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;
    private BreadthFirst? _hops;
    private DeltaStepping? _lengths;
    private int[] _distances = [];
    private double[] _reals = [];
    private int _node;

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = WeightedGraph.Of(ScalefreeGraph.Of(NodeCount, edgesPerNode: 5, _crew), _crew);
        (_hops, _lengths, _distances, _reals) = (new BreadthFirst(_graph, _crew), new DeltaStepping(_graph, _crew), new int[NodeCount], new double[NodeCount]);
    }

    [Benchmark]
    public double FewestEdges() => HopPath.Find(_graph, Next(), Next(), default)!.Length;

    [Benchmark(Baseline = true)]
    public int FewestEdgesToAll() => _hops!.Run(Next(), _distances);

    [Benchmark]
    public double LeastLength() => LengthPath.Find(_graph, Next(), Next(), default)!.Length;

    [Benchmark]
    public void LeastLengthToAll() => _lengths!.Run(Next(), _reals);

    [Benchmark]
    public int FiveShortest() => ShortestSimplePaths.Find(_graph, Next(), Next(), 5, _crew).Length;

    private int Next() => _node = (_node + 7919) % NodeCount;
}
