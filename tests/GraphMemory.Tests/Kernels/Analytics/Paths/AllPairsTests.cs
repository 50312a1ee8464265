using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Paths;

public sealed class AllPairsTests
{
    [Fact]
    public void Counts_are_those_of_the_naive_distances_in_both_directions() => Gen.Select(TestGraphs.Any, Gen.Bool).Sample((list, isOutward) =>
    {
        using var crew = new Crew(2);
        var (pairs, lengths) = (AllPairs.Of(list.Build(), isOutward, crew), NaivePaths.Lengths(list, false));
        for (var node = 0; node < list.NodeCount; node++)
        {
            var distances = Enumerable.Range(0, list.NodeCount).Where(other => other != node)
                .Select(other => isOutward ? lengths[node, other] : lengths[other, node]).Where(double.IsFinite).ToArray();
            Assert.Equal((distances.Length, (long)distances.Sum(), (int)distances.DefaultIfEmpty(0).Max()), (pairs.Reached[node], pairs.Sums[node], pairs.Farthest[node]));
            Assert.Equal(distances.Sum(distance => 1 / distance), pairs.Harmonic(node), 1e-9);
        }
    });

    [Theory]
    [InlineData("hubs")]
    [InlineData("directed")]
    [InlineData("chain")]
    [InlineData("parts")]
    public void More_than_one_batch_gives_what_single_searches_give_for_any_number_of_threads(string shape)
    {
        var list = shape switch
        {
            "hubs" => TestGraphs.Scalefree(1_500, 2, seed: 4),
            "directed" => TestGraphs.Scalefree(1_100, 3, seed: 9) with { IsDirected = true },
            "chain" => TestGraphs.PathOf(700),
            _ => new EdgeList(1_300, [.. TestGraphs.Scalefree(1_300, 1, seed: 1).Edges.Where(edge => edge.Source % 9 != 0)], false, false),
        };
        var (graph, sums, farthest) = (list.Build(), new long[list.NodeCount], new int[list.NodeCount]);
        using var crew = new Crew(1);
        var (search, hops) = (new BreadthFirst(graph, crew), new int[list.NodeCount]);
        for (var source = 0; source < list.NodeCount; source++)
        {
            search.Run(source, hops);
            for (var node = 0; node < hops.Length; node++)
            {
                sums[node] += Math.Max(0, hops[node]);
                farthest[node] = Math.Max(farthest[node], hops[node]);
            }
        }

        var harmonic = Harmonic(AllPairs.Of(graph, false, crew));
        foreach (var workers in new[] { 1, 2, 3, 7 })
        {
            using var many = new Crew(workers);
            var pairs = AllPairs.Of(graph, false, many);
            Assert.Equal(sums, pairs.Sums);
            Assert.Equal(farthest, pairs.Farthest);
            Assert.Equal(harmonic, Harmonic(pairs));
            if (!graph.IsDirected) { Assert.Equal(farthest.Max(), HopDiameter.Of(graph, many).Diameter); }
        }
    }

    [Fact]
    public void The_diameter_is_the_largest_of_all_distances() => TestGraphs.Undirected.Sample(list =>
    {
        using var crew = new Crew(2);
        var lengths = NaivePaths.Lengths(list, false).Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0);
        Assert.Equal((int)lengths.Max(), HopDiameter.Of(list.Build(), crew).Diameter);
    });

    [Fact]
    public void The_diameter_of_a_graph_with_hubs_takes_few_searches()
    {
        using var crew = new Crew(1);
        var graph = TestGraphs.Scalefree(20_000, 5, seed: 6).Build();
        Assert.InRange(HopDiameter.Of(graph, crew).Searches, 5, 2_000);
    }

    [Fact]
    public void Direction_is_refused_where_it_has_no_meaning()
    {
        using var crew = new Crew(1);
        var graph = (TestGraphs.Star(2) with { IsDirected = true }).Build();
        Assert.Throws<ArgumentException>(() => HopDiameter.Of(graph, crew));
        Assert.Throws<ArgumentException>(() => PathLengthEstimate.Of(graph, 2, 1, crew));
    }

    [Fact]
    public void A_sample_of_every_node_is_exact_for_the_largest_part() => TestGraphs.Undirected.Sample(list =>
    {
        using var crew = new Crew(1);
        var (lengths, estimate) = (NaivePaths.Lengths(list, false), PathLengthEstimate.Of(list.Build(), 100, 1, crew));
        var parts = Enumerable.Range(0, list.NodeCount).Select(node => NaivePaths.Row(lengths, node).Where(double.IsFinite).ToArray()).ToArray();
        var size = parts.Select(part => part.Length).DefaultIfEmpty(0).Max();
        if (size < 2) { Assert.Equal(0, estimate.Nodes); return; }
        var first = Array.FindIndex(parts, part => part.Length == size);
        var members = Enumerable.Range(0, list.NodeCount).Where(node => double.IsFinite(lengths[first, node])).ToArray();
        Assert.Equal(members.Sum(node => parts[node].Sum()) / ((double)size * (size - 1)), estimate.Mean, 1e-12);
        Assert.Equal((size, size, 0.0), (estimate.Nodes, estimate.Sources, estimate.Bound));
        Assert.Equal(members.Max(node => parts[node].Max()), estimate.DiameterTo);
    });

    [Fact]
    public void A_sample_stays_within_its_bound_and_repeats_itself()
    {
        using var crew = new Crew(2);
        var graph = TestGraphs.Scalefree(3_000, 3, seed: 8).Build();
        var pairs = AllPairs.Of(graph, false, crew);
        var exact = pairs.Sums.Sum() / (3_000.0 * 2_999);
        for (var seed = 0UL; seed < 10; seed++)
        {
            var estimate = PathLengthEstimate.Of(graph, 64, seed, crew);
            Assert.InRange(exact, estimate.Mean - estimate.Bound, estimate.Mean + estimate.Bound);
            Assert.InRange(pairs.Farthest.Max(), estimate.DiameterFrom, estimate.DiameterTo);
            Assert.Equal(estimate, PathLengthEstimate.Of(graph, 64, seed, crew));
        }
    }

    [Fact]
    public void Nodes_renumbered_by_degree_are_the_same_graph() => TestGraphs.Any.Sample(list =>
    {
        using var crew = new Crew(2);
        var graph = list.Build();
        var order = DegreeOrder.Of(graph, crew);
        var arcs = list.Arcs();
        Assert.Equal(graph.IsDirected, order.Graph.IsDirected);
        Assert.Equal(arcs.Count, order.Graph.Out.ArcCount);
        for (var node = 0; node < list.NodeCount; node++)
        {
            Assert.Equal(node, order.NewOf[order.OldOf[node]]);
            Assert.True(order.Graph.Out.Row(node).ToArray().Zip(order.Graph.Out.Row(node).ToArray().Skip(1)).All(pair => pair.First < pair.Second));
            Assert.True(node == 0 || Degree(order.Graph, node - 1) >= Degree(order.Graph, node));
            for (var i = 0; i < order.Graph.Out.Degree(node); i++)
            {
                Assert.Equal(arcs[(order.OldOf[node], order.OldOf[order.Graph.Out.Row(node)[i]])], order.Graph.IsWeighted ? order.Graph.Out.RowWeights(node)[i] : 1);
                Assert.True(order.Graph.In.HasArc(order.Graph.Out.Row(node)[i], node));
            }
        }
    });

    private static int Degree(StaticGraph graph, int node) => graph.Out.Degree(node) + (graph.IsDirected ? graph.In.Degree(node) : 0);

    private static double[] Harmonic(AllPairs pairs) => [.. Enumerable.Range(0, pairs.Reached.Length).Select(pairs.Harmonic)];
}
