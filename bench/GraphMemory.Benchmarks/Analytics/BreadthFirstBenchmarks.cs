using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Distances from one node, against a plain queue that always pushes.</summary>
[MemoryDiagnoser]
public class BreadthFirstBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;
    private BreadthFirst? _search;
    private int[] _hops = [];
    private int[] _queue = [];
    private int _source;

    [Params(10_000, 1_000_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _graph = ScalefreeGraph.Of(NodeCount, edgesPerNode: 8, _crew);
        (_search, _hops, _queue) = (new BreadthFirst(_graph, _crew), new int[NodeCount], new int[NodeCount]);
    }

    [Benchmark]
    public int DirectionOptimising() => _search!.Run(Next(), _hops);

    [Benchmark(Baseline = true)]
    public int PlainQueue()
    {
        Array.Fill(_hops, -1);
        var (next, end, source) = (0, 1, Next());
        (_queue[0], _hops[source]) = (source, 0);
        for (; next < end; next++)
        {
            var hops = _hops[_queue[next]] + 1;
            foreach (var target in _graph.Out.Row(_queue[next]))
            {
                if (_hops[target] >= 0) { continue; }
                _hops[target] = hops;
                _queue[end++] = target;
            }
        }

        return end;
    }

    private int Next() => _source = (_source + 7919) % NodeCount;
}
