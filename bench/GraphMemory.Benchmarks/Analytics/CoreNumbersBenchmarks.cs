using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Structure;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Peeling by levels against the sorted array of Batagelj and Zaveršnik (2003), which moves a node in it for each arc.</summary>
public class CoreNumbersBenchmarks
{
    private StaticGraph _graph = null!;
    private int[] _cores = [];

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var crew = new Crew(1);
        _graph = ScalefreeGraph.Of(NodeCount, NodeCount == 10_000 ? 5 : 10, crew);
        _cores = new int[NodeCount];
    }

    [Benchmark]
    public int Levels() => CoreNumbers.Compute(_graph, _cores);

    [Benchmark(Baseline = true)]
    public int SortedByDegree()
    {
        var rows = _graph.Out;
        var largest = 0;
        for (var node = 0; node < NodeCount; node++) { largest = Math.Max(largest, _cores[node] = rows.Degree(node)); }
        var (starts, order, places) = (new int[largest + 2], new int[NodeCount], new int[NodeCount]);
        foreach (var degree in _cores) { starts[degree + 1]++; }
        for (var degree = 0; degree <= largest; degree++) { starts[degree + 1] += starts[degree]; }
        var next = starts.ToArray();
        for (var node = 0; node < NodeCount; node++) { order[places[node] = next[_cores[node]]++] = node; }
        for (var i = 0; i < NodeCount; i++)
        {
            var node = order[i];
            foreach (var neighbour in rows.Row(node))
            {
                if (_cores[neighbour] <= _cores[node]) { continue; }
                var (place, first) = (places[neighbour], Math.Max(starts[_cores[neighbour]], i + 1));
                (order[place], order[first]) = (order[first], neighbour);
                (places[order[place]], places[neighbour]) = (place, first);
                starts[_cores[neighbour]--] = first + 1;
            }
        }

        return _cores[order[^1]];
    }
}
