using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

public sealed class BetweennessTests
{
    [Fact]
    public void Eight_sources_at_once_find_what_the_definition_says() => TestGraphs.Any.Sample(list =>
        AssertNear(NaiveBetweenness.Of(list, Enumerable.Range(0, list.NodeCount), false), Sum(list.Build(), Enumerable.Range(0, list.NodeCount), false)));

    [Fact]
    public void One_source_on_all_threads_finds_what_the_definition_says() => TestGraphs.Any.Where(list => list.NodeCount > 2).Sample(list =>
        AssertNear(NaiveBetweenness.Of(list, [2, 0], false), Sum(list.Build(), [2, 0], false)));

    [Fact]
    public void With_lengths_shortest_is_what_the_sum_of_lengths_says() => TestGraphs.Any.Sample(list =>
        AssertNear(NaiveBetweenness.Of(list, Enumerable.Range(0, list.NodeCount), true), Sum(list.Build(), Enumerable.Range(0, list.NodeCount), true)));

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var list = TestGraphs.Scalefree(3_000, 4, seed: 8);
        var (graph, weighted) = (list.Build(), (list with { IsWeighted = true, IsDirected = true }).Build());
        foreach (var (subject, sources, isByLength) in new[] { (graph, 500, false), (graph, 3, false), (weighted, 100, true), (weighted, 90, false) })
        {
            var alone = Sum(subject, Enumerable.Range(7, sources), isByLength, workers: 1);
            Assert.All([2, 3, 7], workers => Assert.True(alone.AsSpan().SequenceEqual(Sum(subject, Enumerable.Range(7, sources), isByLength, workers))));
        }
    }

    [Fact]
    public void Both_kernels_agree_on_a_graph_of_hubs_and_on_a_long_grid()
    {
        // Directed to earlier nodes, and turned round: levels of very different sizes in both directions.
        var hubs = TestGraphs.Scalefree(2_000, 3, seed: 6);
        var grid = new EdgeList(1_200, [.. Enumerable.Range(0, 1_200).SelectMany(node => new[]
        {
            new Edge(node, node % 4 == 3 ? node : node + 1, 1),
            new Edge(node, Math.Min(node + 4, 1_199), 1),
        })], false, false);
        foreach (var list in new[] { hubs, hubs with { IsDirected = true }, hubs with { IsDirected = true, Edges = [.. hubs.Edges.Select(edge => new Edge(edge.Target, edge.Source, 1))] }, grid })
        {
            var graph = list.Build();
            var together = Sum(graph, Enumerable.Range(0, 20), false);
            var apart = Enumerable.Range(0, 20).Select(source => Sum(graph, [source], false)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
            AssertNear(together, apart);
        }
    }

    [Fact]
    public void The_middle_of_a_star_lies_between_every_pair_of_leaves() =>
        Assert.Equal([12.0, 0, 0, 0, 0], Sum(TestGraphs.Star(4).Build(), Enumerable.Range(0, 5), false));

    [Fact]
    public void Progress_is_told_and_a_cancelled_run_ends()
    {
        var (graph, seen) = (TestGraphs.Scalefree(200, 2, seed: 1).Build(), new Steps());
        using var crew = new Crew(1);
        Betweenness.Sum(graph, Enumerable.Range(0, 200).ToArray(), false, new double[200], crew, seen);
        Assert.Equal(1, seen.Values[^1]);
        Assert.Equal(seen.Values.Order(), seen.Values);
        using var cancelled = new Crew(1, new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => Betweenness.Sum(graph, Enumerable.Range(0, 200).ToArray(), false, new double[200], cancelled));
    }

    [Fact]
    public void Wide_and_narrow_registers_give_the_same_bits()
    {
        var random = new SplitMix(3);
        var rows = Enumerable.Range(0, 100 * LaneRows.Lanes).Select(_ => random.NextDouble()).ToArray();
        var nodes = Enumerable.Range(0, 37).Select(_ => random.Next(100)).ToArray();
        var (wide, narrow, plain) = (new double[LaneRows.Lanes], new double[LaneRows.Lanes], new double[LaneRows.Lanes]);
        LaneRows.Gather(ref rows[0], nodes, ref wide[0]);
        LaneRows.Gather128(ref rows[0], nodes, ref narrow[0]);
        foreach (var node in nodes)
        {
            for (var lane = 0; lane < LaneRows.Lanes; lane++) { plain[lane] += rows[(node * LaneRows.Lanes) + lane]; }
        }

        Assert.Equal(plain, wide);
        Assert.Equal(plain, narrow);
    }

    private static double[] Sum(StaticGraph graph, IEnumerable<int> sources, bool isByLength, int workers = 2)
    {
        using var crew = new Crew(workers);
        var scores = new double[graph.NodeCount];
        Betweenness.Sum(graph, sources.ToArray(), isByLength, scores, crew);
        return scores;
    }

    private static void AssertNear(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (1e-9 * (1 + pair.First)), pair.First + (1e-9 * (1 + pair.First))));

    private sealed class Steps : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }
}
