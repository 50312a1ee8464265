using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Structure;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Triangles over marks and bits of hubs, against the merge of sorted rows, as the GAP suite counts them (without its relabelling).</summary>
[MemoryDiagnoser]
public class TrianglesBenchmarks
{
    private readonly Crew _crew = new(Environment.ProcessorCount);
    private StaticGraph _graph = null!;

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup() => _graph = ScalefreeGraph.Of(NodeCount, NodeCount == 10_000 ? 5 : 10, _crew);

    [GlobalCleanup]
    public void Cleanup() => _crew.Dispose();

    [Benchmark]
    public long Count() => Triangles.Count(_graph, _crew);

    [Benchmark]
    public long CountPerNode() => Triangles.CountPerNode(_graph, new long[NodeCount], _crew);

    [Benchmark(Baseline = true)]
    public long MergeOfRows()
    {
        var sum = 0L;
        for (var node = 0; node < NodeCount; node++)
        {
            foreach (var second in _graph.Out.Row(node))
            {
                if (second > node) { break; }
                sum += Common(_graph.Out.Row(node), _graph.Out.Row(second), second);
            }
        }

        return sum;
    }

    private static long Common(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int below)
    {
        var (i, j, count) = (0, 0, 0L);
        while (i < a.Length && j < b.Length && a[i] < below && b[j] < below)
        {
            if (a[i] == b[j]) { count++; }
            if (a[i] <= b[j]) { i++; }
            else { j++; }
        }

        return count;
    }
}
