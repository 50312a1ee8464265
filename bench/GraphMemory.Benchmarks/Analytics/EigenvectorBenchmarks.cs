using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Eigenvector centrality until Ax is within 1e-9 of a multiple of x: Lanczos against power iteration, with the same product. One thread.</summary>
[MemoryDiagnoser]
public class EigenvectorBenchmarks
{
    private readonly Crew _crew = new(1);
    private StaticGraph _graph = null!;
    private double[] _scores = [];

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup() => (_graph, _scores) = (AttachmentGraph.Of(NodeCount, 5), new double[NodeCount]);

    [Benchmark]
    public int Lanczos() => EigenvectorCentrality.Compute(_graph, _scores, 1e-9, 1_000, _crew).Products;

    [Benchmark(Baseline = true)]
    public int Power()
    {
        var (product, vector, next) = (new AdjacencyProduct(_graph.In, _crew), new double[NodeCount], new double[NodeCount]);
        Array.Fill(vector, 1 / Math.Sqrt(NodeCount));
        for (var products = 1; ; products++)
        {
            product.Multiply(vector, next);
            var eigenvalue = vector.Zip(next, (x, y) => x * y).Sum();
            var residual = Math.Sqrt(vector.Zip(next, (x, y) => (y - (eigenvalue * x)) * (y - (eigenvalue * x))).Sum());
            if (residual <= 1e-9 * eigenvalue) { return products; }
            var length = Math.Sqrt(next.Sum(value => value * value));
            for (var node = 0; node < NodeCount; node++) { vector[node] = next[node] / length; }
        }
    }
}
