using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

public sealed class BetweennessEstimateTests
{
    [Fact]
    public void No_value_is_off_by_more_than_was_asked_for() => TestGraphs.Unweighted.Where(list => list.NodeCount > 2).Sample(
        list => AssertWithin(list.Build(), new EstimateTarget(0.05, 0.001, 11)), iter: 60);

    [Fact]
    public void On_a_graph_of_hubs_the_bound_holds_for_every_seed_tried()
    {
        var graph = TestGraphs.Scalefree(400, 2, seed: 5).Build();
        Assert.All(Enumerable.Range(0, 10), seed => AssertWithin(graph, new EstimateTarget(0.02, 0.01, (ulong)seed)));
    }

    [Fact]
    public void A_closer_bound_takes_more_paths()
    {
        var graph = TestGraphs.Scalefree(300, 2, seed: 5).Build();
        Assert.True(Run(graph, new EstimateTarget(0.01, 0.1, 1)).Reached.Samples > 2 * Run(graph, new EstimateTarget(0.03, 0.1, 1)).Reached.Samples);
    }

    [Fact]
    public void Where_all_paths_meet_the_diameter_ends_the_drawing_and_where_none_do_it_ends_sooner()
    {
        var star = Run(TestGraphs.Star(300).Build(), new EstimateTarget(0.01, 0.1, 1)).Reached;
        Assert.InRange(star.Samples, 0.5 / 1e-4 * (1 + Math.Log(2 / 0.1)), 0.7 / 1e-4 * (1 + Math.Log(2 / 0.1)));
        var edges = Enumerable.Range(0, 301).SelectMany(node => new[] { new Edge(node, (node + 1) % 301, 1), new Edge(node, node * 7 % 301, 1) });
        var ring = Run(new EdgeList(301, [.. edges], false, false).Build(), new EstimateTarget(0.01, 0.1, 1)).Reached;
        Assert.InRange(ring.Samples, 1, 0.5 / 1e-4 * (2 + 1 + Math.Log(2 / 0.1)));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var graph = TestGraphs.Scalefree(2_000, 3, seed: 1).Build();
        var target = new EstimateTarget(0.02, 0.1, 3);
        var alone = Run(graph, target, 1);
        Assert.All([2, 3, 7], workers =>
        {
            var other = Run(graph, target, workers);
            Assert.Equal(alone.Reached, other.Reached);
            Assert.Equal(alone.Scores, other.Scores);
        });
        Assert.NotEqual(alone.Scores, Run(graph, target with { Seed = 4 }).Scores);
    }

    [Fact]
    public void Two_nodes_have_nothing_between_them() => Assert.Equal(new EstimateReached(0, 0), Run(TestGraphs.PathOf(2).Build(), new EstimateTarget(0.1, 0.1, 1)).Reached);

    private static void AssertWithin(StaticGraph graph, EstimateTarget target)
    {
        using var crew = new Crew(2);
        var (exact, n) = (new double[graph.NodeCount], (double)graph.NodeCount);
        Betweenness.Sum(graph, Enumerable.Range(0, graph.NodeCount).ToArray(), false, exact, crew);
        var (scores, reached) = Run(graph, target);
        Assert.InRange(reached.Error, 0, target.Epsilon);
        Assert.All(exact.Zip(scores), pair => Assert.InRange(pair.Second - (pair.First / (n * (n - 1))), -target.Epsilon, target.Epsilon));
    }

    private static (double[] Scores, EstimateReached Reached) Run(StaticGraph graph, EstimateTarget target, int workers = 2)
    {
        using var crew = new Crew(workers);
        var scores = new double[graph.NodeCount];
        return (scores, BetweennessEstimate.Run(graph, target, scores, crew));
    }
}
