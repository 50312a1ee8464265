using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Graph;

namespace GraphMemory.Benchmarks.Graph;

/// <summary>Personalised PageRank from one seed in a random graph of 8 edges per node, against one dense power iteration of 20 rounds.</summary>
[MemoryDiagnoser]
public class ForwardPushBenchmarks
{
    private readonly PushScratch _scratch = new();
    private CsrSections _graph = new([], [], [], []);
    private double[] _scores = [];
    private double[] _next = [];

    [Params(1_000_000)]
    public int NodeCount { get; set; }

    [Params(1e-4, 1e-6)]
    public double Epsilon { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var (random, builder) = (new Random(42), new CsrBuilder());
        for (var edge = 0L; edge < 4L * NodeCount; edge++)
        {
            var (a, b) = (random.Next(NodeCount), random.Next(NodeCount));
            builder.Add(a, b);
            builder.Add(b, a);
        }
        _graph = builder.Build();
        (_scores, _next) = (new double[NodeCount], new double[NodeCount]);
    }

    [Benchmark]
    public int Push()
    {
        ForwardPush.Run(_graph.Graph, [new PushSeed(17, 1)], PushParameters.Default with { Epsilon = Epsilon }, _scratch);
        return _scratch.Count;
    }

    [Benchmark(Baseline = true)]
    public double PowerIteration()
    {
        Array.Clear(_scores);
        _scores[17] = 1;
        for (var round = 0; round < 20; round++) { Round(_graph.Graph); }
        return _scores[17];
    }

    private void Round(CsrGraph graph)
    {
        Array.Clear(_next);
        _next[17] = 0.15;
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var row = graph.RowAt(i);
            var share = 0.85 * _scores[graph.Nodes[i]] / row.Targets.Length;
            foreach (var target in row.Targets) { _next[target] += share; }
        }
        (_scores, _next) = (_next, _scores);
    }
}
