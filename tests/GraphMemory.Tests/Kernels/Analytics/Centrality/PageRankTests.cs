using CsCheck;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

public sealed class PageRankTests
{
    [Fact]
    public void Scores_are_within_the_tolerance_of_the_solved_equations() => TestGraphs.Any.Select(Gen.Double[0, 0.99], Gen.Int[2, 12].Select(digits => Math.Pow(10, -digits))).Sample((list, damping, tolerance) =>
    {
        var (scores, outcome) = Compute(list, [], new PageRankParameters(damping, tolerance, 10_000));
        Assert.True(outcome.IsConverged || tolerance < 1e-10, $"only {outcome}");
        AssertNear(DenseWalk.Solve(list, [], damping), scores, outcome.ErrorBound + 1e-13);
    });

    [Fact]
    public void Personalised_scores_are_too_and_are_nought_where_no_walk_comes() => TestGraphs.Any.Where(list => list.NodeCount > 0).Select(Gen.Int[0, 1_000], Gen.Int[0, 1_000]).Sample((list, first, second) =>
    {
        var restart = new double[list.NodeCount];
        restart[first % list.NodeCount] += 0.25;
        restart[second % list.NodeCount] += 0.75;
        var (scores, outcome) = Compute(list, restart, PageRankParameters.Default);
        var expected = DenseWalk.Solve(list, restart, 0.85);
        AssertNear(expected, scores, outcome.ErrorBound + 1e-13);
        Assert.All(expected.Zip(scores), pair => Assert.True(pair.First > 1e-15 || pair.Second == 0, "a walk came where none can"));
    });

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void The_bits_are_the_same_whatever_the_number_of_threads(bool isDirected, bool isWeighted)
    {
        var graph = (TestGraphs.Scalefree(20_000, 6, seed: 5) with { IsDirected = isDirected, IsWeighted = isWeighted }).Build();
        var expected = Scores(1);
        Assert.All([2, 3, 7], workers => Assert.Equal(expected, Scores(workers)));
        Assert.Equal(1, expected.Sum(), 1e-12);

        double[] Scores(int workers)
        {
            using var crew = new Crew(workers);
            var scores = new double[graph.NodeCount];
            Assert.True(PageRank.Compute(graph, [], scores, PageRankParameters.Default, crew).IsConverged);
            return scores;
        }
    }

    [Fact]
    public void The_middle_of_a_star_has_what_the_equations_say()
    {
        // m = (1 − d) / 5 + d (1 − m) for the middle of four leaves
        var (scores, _) = Compute(TestGraphs.Star(4), [], PageRankParameters.Default with { Tolerance = 1e-12 });
        Assert.Equal(0.88 / 1.85, scores[0], 1e-12);
    }

    [Fact]
    public void Without_enough_rounds_the_bound_says_how_far_it_is()
    {
        var list = TestGraphs.Scalefree(300, 2, seed: 1);
        var (scores, outcome) = Compute(list, [], PageRankParameters.Default with { IterationsMax = 2 });
        Assert.False(outcome.IsConverged);
        Assert.Equal(2, outcome.Iterations);
        AssertNear(DenseWalk.Solve(list, [], 0.85), scores, outcome.ErrorBound);
    }

    [Fact]
    public void A_sum_over_a_row_is_that_of_its_arcs() => TestGraphs.Any.Sample(list =>
    {
        var (graph, arcs) = (list.Build(), list.Arcs());
        var values = Enumerable.Range(0, list.NodeCount + 1).Select(node => 1f / (node + 3)).ToArray();
        Assert.All(Enumerable.Range(0, list.NodeCount), node =>
        {
            var expected = arcs.Where(arc => arc.Key.Target == node).Sum(arc => arc.Value * values[arc.Key.Source]);
            var (floats, doubles, weight) = Sums(node);
            Assert.Equal(expected, floats, 1e-9);
            Assert.Equal(floats, doubles);
            Assert.Equal(arcs.Where(arc => arc.Key.Target == node).Sum(arc => arc.Value), weight);
        });

        unsafe (double, double, double) Sums(int node)
        {
            fixed (int* offsets = graph.In.Offsets, targets = graph.In.Targets)
            fixed (float* weights = graph.In.Weights, start = values)
            fixed (double* wide = Array.ConvertAll(values, value => (double)value))
            {
                var rows = new RowSums(offsets, targets, weights);
                return (rows.Of(node, start), rows.Of(node, wide), rows.Weight(node));
            }
        }
    });

    [Fact]
    public void A_graph_whose_values_are_gathered_as_floats_is_scored_within_the_tolerance_too()
    {
        var list = TestGraphs.Scalefree(140_000, 2, seed: 8);
        var (graph, scores, dense) = (list.Build(), new double[list.NodeCount], new double[list.NodeCount]);
        using var crew = new Crew(2);
        var outcome = PageRank.Compute(graph, [], scores, PageRankParameters.Default, crew);
        Assert.True(outcome.IsConverged);
        Array.Fill(dense, 1.0 / list.NodeCount);
        for (var round = 0; round < 150; round++)
        {
            var next = new double[list.NodeCount];
            for (var node = 0; node < next.Length; node++)
            {
                next[node] += 0.15 / next.Length;
                foreach (var target in graph.Out.Row(node)) { next[target] += 0.85 * dense[node] / graph.Out.Degree(node); }
            }

            dense = next;
        }

        AssertNear(dense, scores, outcome.ErrorBound + 1e-12);
    }

    private static (double[] Scores, PageRankOutcome Outcome) Compute(EdgeList list, double[] restart, PageRankParameters parameters)
    {
        using var crew = new Crew(2);
        var scores = new double[list.NodeCount];
        return (scores, PageRank.Compute(list.Build(), restart, scores, parameters, crew));
    }

    private static void AssertNear(double[] expected, double[] actual, double bound)
    {
        var distance = expected.Zip(actual).Sum(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(distance <= bound, $"off by {distance}, and the bound is {bound}");
    }
}
