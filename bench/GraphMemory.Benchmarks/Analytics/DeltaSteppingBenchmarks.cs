using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Lengths from one node under weights 1 to 255, on one thread, against Dijkstra with a heap; and other widths of bins than the one chosen.</summary>
[MemoryDiagnoser]
public class DeltaSteppingBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;
    private DeltaStepping? _chosen;
    private DeltaStepping? _wide;
    private double[] _lengths = [];
    private int _source;

    [Params(10_000, 200_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = WeightedGraph.Of(ScalefreeGraph.Of(NodeCount, edgesPerNode: 8, _crew), _crew);
        (_chosen, _wide, _lengths) = (new DeltaStepping(_graph, _crew), new DeltaStepping(_graph, _crew, delta: 64), new double[NodeCount]);
    }

    [Benchmark]
    public void ChosenDelta() => _chosen!.Run(Next(), _lengths);

    [Benchmark]
    public void WideDelta() => _wide!.Run(Next(), _lengths);

    [Benchmark(Baseline = true)]
    public void Dijkstra()
    {
        Array.Fill(_lengths, double.PositiveInfinity);
        var (open, source) = (new PriorityQueue<int, double>(), Next());
        open.Enqueue(source, _lengths[source] = 0);
        while (open.TryDequeue(out var node, out var length))
        {
            if (length > _lengths[node]) { continue; }
            var row = _graph.Out.Row(node);
            var weights = _graph.Out.RowWeights(node);
            for (var i = 0; i < row.Length; i++)
            {
                if (length + weights[i] < _lengths[row[i]]) { open.Enqueue(row[i], _lengths[row[i]] = length + weights[i]); }
            }
        }
    }

    private int Next() => _source = (_source + 7919) % NodeCount;
}
