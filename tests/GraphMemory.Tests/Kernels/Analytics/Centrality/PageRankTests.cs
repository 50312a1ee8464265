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
    public void A_wide_sum_over_a_row_is_the_plain_one() => TestGraphs.Any.Sample(list =>
    {
        var graph = list.Build();
        var values = Enumerable.Range(0, list.NodeCount + 1).Select(node => 1f / (node + 3)).ToArray();
        Assert.All(Enumerable.Range(0, list.NodeCount), node => Assert.Equal(Plain(node), Wide(node), 1e-5));

        unsafe double Plain(int node)
        {
            fixed (float* start = values) { return new RowSums(graph.In).Plain(graph.In.Offsets[node], graph.In.Offsets[node + 1], start); }
        }

        unsafe double Wide(int node)
        {
            fixed (float* start = values) { return new RowSums(graph.In).Of(node, start); }
        }
    });

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
