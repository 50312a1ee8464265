using CsCheck;
using GraphMemory.Kernels.Graph;

namespace GraphMemory.Tests.Kernels.Graph;

public sealed class ForwardPushTests
{
    private sealed record Case(int NodeCount, (int Source, int Target, float Weight)[] Edges, int SegmentCount, PushSeed[] Seeds)
    {
        public CsrUnion Union(bool isUndirected)
        {
            var builders = Enumerable.Range(0, SegmentCount).Select(_ => new CsrBuilder()).ToArray();
            foreach (var ((source, target, weight), i) in Edges.Select((edge, i) => (edge, i)))
            {
                builders[i % SegmentCount].Add(source, target, weight);
                if (isUndirected && source != target) { builders[i % SegmentCount].Add(target, source, weight); }
            }
            return new CsrUnion(builders.Select(builder => builder.Build()).ToArray());
        }

        public double[,] Dense(bool isUndirected)
        {
            var dense = new double[NodeCount, NodeCount];
            foreach (var (source, target, weight) in Edges)
            {
                dense[source, target] += Math.Max(weight, 0);
                if (isUndirected && source != target) { dense[target, source] += Math.Max(weight, 0); }
            }
            return dense;
        }
    }

    private static readonly Gen<Case> Cases = Gen.Int[1, 40].SelectMany(nodes => Gen.Select(
        Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1], Gen.OneOf(1f, 1f, 0.5f, 3f, 0f)).Array[0, 120],
        Gen.Int[1, 3],
        Gen.Select(Gen.Int[0, nodes - 1], Gen.Double[0.1, 2], (node, mass) => new PushSeed(node, mass)).Array[1, 3],
        (edges, segments, seeds) => new Case(nodes, edges, segments, seeds)));

    private static readonly Gen<double> Epsilons = Gen.OneOf(0.05, 1e-3, 1e-6);

    [Fact]
    public void In_an_undirected_graph_the_estimate_lacks_at_most_epsilon_times_the_degree() =>
        Gen.Select(Cases, Epsilons).Sample((test, epsilon) =>
        {
            var scratch = Push(test, isUndirected: true, epsilon);
            var dense = test.Dense(isUndirected: true);
            var exact = PowerIteration(dense, test.Seeds, 0.85);
            for (var node = 0; node < test.NodeCount; node++)
            {
                var degree = Degree(dense, node);
                var bound = epsilon * (degree > 0 ? degree : 1);
                Assert.InRange(exact[node] - scratch.Score(node), -1e-12, bound + 1e-12);
            }
        });

    [Fact]
    public void In_a_directed_graph_the_estimates_lack_no_more_than_the_residual() =>
        Gen.Select(Cases, Epsilons).Sample((test, epsilon) =>
        {
            var scratch = Push(test, isUndirected: false, epsilon);
            var exact = PowerIteration(test.Dense(isUndirected: false), test.Seeds, 0.85);
            Assert.All(exact, (score, node) => Assert.InRange(score - scratch.Score(node), -1e-12, scratch.Residual() + 1e-12));
        });

    [Fact]
    public void Knowing_that_edges_lead_both_ways_changes_no_bit() => Gen.Select(Cases, Epsilons).Sample((test, epsilon) =>
    {
        var (plain, symmetric, graph) = (new PushScratch(), new PushScratch(), test.Union(isUndirected: true));
        var parameters = PushParameters.Default with { Epsilon = epsilon };
        Assert.Equal(ForwardPush.Run(graph, test.Seeds, parameters, plain), ForwardPush.Run(new Symmetric(graph), test.Seeds, parameters, symmetric));
        Assert.Equal(Enumerable.Range(0, plain.Count).Select(i => (plain[i], plain.HasEdges(i))), Enumerable.Range(0, symmetric.Count).Select(i => (symmetric[i], symmetric.HasEdges(i))));
    });

    private readonly struct Symmetric(CsrUnion graph) : IAdjacency
    {
        public int SegmentCount => graph.SegmentCount;

        public bool IsSymmetric => true;

        public AdjacencyRow Row(int segment, int node) => graph.Row(segment, node);

        public double TotalWeight(int segment, int node) => graph.TotalWeight(segment, node);
    }

    [Fact]
    public void Mass_is_conserved() => Gen.Select(Cases, Epsilons).Sample((test, epsilon) =>
    {
        var scratch = Push(test, isUndirected: false, epsilon);
        var estimates = Enumerable.Range(0, scratch.Count).Sum(i => scratch[i].Score);
        Assert.Equal(test.Seeds.Sum(seed => seed.Mass), estimates + scratch.Residual(), 1e-9);
    });

    [Fact]
    public void A_reused_scratch_gives_the_same_result_in_the_same_order() => Gen.Select(Cases, Cases).Sample((first, second) =>
    {
        var fresh = Push(second, isUndirected: true, 1e-4);
        var reused = Push(first, isUndirected: true, 1e-4);
        ForwardPush.Run(second.Union(isUndirected: true), second.Seeds, Parameters(1e-4), reused);
        Assert.Equal(All(fresh), All(reused));
    });

    [Fact]
    public void The_cost_is_bounded_by_epsilon_not_by_the_graph()
    {
        var builder = new CsrBuilder();
        for (var node = 0; node < 50_000; node++) { builder.Add(node, (node + 1) % 50_000); }
        var scratch = new PushScratch();
        var outcome = ForwardPush.Run(builder.Build().Graph, [new PushSeed(7, 1)], Parameters(1e-3), scratch);
        Assert.True(outcome.IsComplete);
        Assert.InRange(outcome.Edges, 1, (long)(1 / (1e-3 * 0.15)));
        Assert.InRange(scratch.Count, 1, 100);
    }

    [Fact]
    public void A_maximum_of_pushes_or_edges_stops_the_push()
    {
        var builder = new CsrBuilder();
        for (var node = 0; node < 1000; node++) { builder.Add(node, (node * 7) % 1000); }
        var sections = builder.Build();
        var few = ForwardPush.Run(sections.Graph, [new PushSeed(1, 1)], Parameters(1e-9) with { PushesMax = 5 }, new PushScratch());
        Assert.Equal((5, false), (few.Pushes, few.IsComplete));
        var edges = ForwardPush.Run(sections.Graph, [new PushSeed(1, 1)], Parameters(1e-9) with { EdgesMax = 3 }, new PushScratch());
        Assert.Equal((3, false), (edges.Edges, edges.IsComplete));
    }

    [Fact]
    public void A_table_of_thousands_of_nodes_grows_and_clears()
    {
        var builder = new CsrBuilder();
        for (var node = 1; node <= 5000; node++) { builder.Add(0, node * 1024); }
        var (sections, scratch) = (builder.Build(), new PushScratch());
        ForwardPush.Run(sections.Graph, [new PushSeed(0, 1)], Parameters(1e-9), scratch);
        Assert.Equal(5001, scratch.Count);
        Assert.Equal(0.85 / 5000, scratch.Score(1024), 1e-12);
        ForwardPush.Run(sections.Graph, [new PushSeed(3, 1)], PushParameters.Default, scratch);
        Assert.Equal([new NodeScore(3, 1)], All(scratch));
        Assert.Equal(0, scratch.Score(1024));
    }

    private static PushParameters Parameters(double epsilon) => new(0.85, epsilon, int.MaxValue, long.MaxValue);

    private static PushScratch Push(Case test, bool isUndirected, double epsilon)
    {
        var scratch = new PushScratch();
        Assert.True(ForwardPush.Run(test.Union(isUndirected), test.Seeds, Parameters(epsilon), scratch).IsComplete);
        return scratch;
    }

    private static NodeScore[] All(PushScratch scratch) => [.. Enumerable.Range(0, scratch.Count).Select(i => scratch[i])];

    private static double Degree(double[,] dense, int node) => Enumerable.Range(0, dense.GetLength(1)).Sum(target => dense[node, target]);

    private static double[] PowerIteration(double[,] dense, PushSeed[] seeds, double damping)
    {
        var nodes = dense.GetLength(0);
        var (ends, walking) = (new double[nodes], new double[nodes]);
        foreach (var seed in seeds) { walking[seed.Node] += seed.Mass; }
        for (var step = 0; step < 300; step++)
        {
            var next = new double[nodes];
            for (var node = 0; node < nodes; node++)
            {
                var degree = Degree(dense, node);
                ends[node] += degree == 0 ? walking[node] : (1 - damping) * walking[node];
                for (var target = 0; target < nodes && degree > 0; target++) { next[target] += damping * walking[node] * dense[node, target] / degree; }
            }
            walking = next;
        }
        return ends;
    }
}
