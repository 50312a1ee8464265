using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class BetweennessAlgorithmTests
{
    [Fact]
    public void A_node_between_all_pairs_has_one_and_raw_sums_count_a_pair_once()
    {
        Assert.Equal([1, 0, 0, 0, 0], Values(TestGraphs.Star(4)));
        Assert.Equal([6, 0, 0, 0, 0], Values(TestGraphs.Star(4), "normalised", "false"));
        var both = TestGraphs.Star(4) with { IsDirected = true, Edges = [.. TestGraphs.Star(4).Edges, .. TestGraphs.Star(4).Edges.Select(edge => new Edge(edge.Target, edge.Source, 1))] };
        Assert.Equal([1, 0, 0, 0, 0], Values(both));
        Assert.Equal([12, 0, 0, 0, 0], Values(both, "normalised", "false"));
        Assert.Equal([0, 0], Values(TestGraphs.PathOf(2)));
        Assert.Empty(Values(TestGraphs.Empty(0)));
    }

    [Fact]
    public void Weights_are_lengths_only_when_asked()
    {
        // The hop from 0 to 2 is longer than the way over 1.
        var list = new EdgeList(3, [new(0, 1, 1), new(1, 2, 1), new(0, 2, 5)], false, true);
        Assert.Equal([0, 0, 0], Values(list));
        Assert.Equal([0, 1, 0], Values(list, "byLength", "true"));
        Assert.Equal([0, 0, 0], Values(list with { IsWeighted = false }, "byLength", "true"));
    }

    [Fact]
    public void All_sources_given_are_the_whole()
    {
        var list = TestGraphs.Scalefree(60, 2, seed: 1);
        Assert.Equal(Values(list), Values(list, [.. Enumerable.Range(0, 60).SelectMany(node => new[] { "sources", $"{node}" })]));
        Assert.Equal(Values(list, "sources", "3"), Values(list, "sources", "3", "sources", "3"));
        Assert.Equal([new Figure("sources", 1)], Subjects.Run("betweenness", list, "sources", "3").Figures);
    }

    [Fact]
    public void Drawn_sources_stay_within_the_bound_that_is_told()
    {
        var list = TestGraphs.Scalefree(500, 2, seed: 1);
        var (exact, drawn) = (Values(list), Subjects.Run("betweenness", list, "samples", "100", "seed", "7"));
        var bound = drawn.Figures.Single(figure => figure.Name == "errorBound").Value;
        Assert.InRange(bound, 0, 0.25);
        Assert.All(exact.Zip(drawn.Values!.Values.ToArray()), pair => Assert.InRange(pair.Second - pair.First, -bound, bound));
        Assert.True(drawn.IsApproximate);
        Assert.False(Subjects.Run("betweenness", list, "samples", "500").IsApproximate);
        Assert.NotEqual(drawn.Values!.Values.ToArray(), Values(list, "samples", "100", "seed", "8"));
    }

    [Fact]
    public void What_cannot_be_answered_is_said()
    {
        Assert.Equal(AnalyticsProblems.Parameters, Problem(TestGraphs.Star(3), "samples", "2", "sources", "0").Code);
        var zero = new EdgeList(2, [new(0, 1, 0)], false, true);
        Assert.Equal(AnalyticsProblems.Unsuited, Problem(zero, "byLength", "true").Code);
        Assert.Equal([0, 0], Values(zero));

        // A chain of 1,100 diamonds has 2^1,100 shortest paths.
        var diamonds = Enumerable.Range(0, 1_100).SelectMany(i => new[] { new Edge(3 * i, (3 * i) + 1, 1), new((3 * i), (3 * i) + 2, 1), new((3 * i) + 1, (3 * i) + 3, 1), new((3 * i) + 2, (3 * i) + 3, 1) });
        Assert.Equal(AnalyticsProblems.Unsuited, Problem(new EdgeList(3_301, [.. diamonds], false, false), "sources", "0").Code);
    }

    [Fact]
    public void An_estimate_is_within_its_bound_and_says_so()
    {
        var list = TestGraphs.Scalefree(300, 2, seed: 3);
        var result = Subjects.Run("betweenness-estimate", list, "epsilon", "0.03", "delta", "0.01");
        Assert.True(result.IsApproximate);
        Assert.InRange(result.Figures.Single(figure => figure.Name == "errorBound").Value, 0, 0.03 + 1e-12);
        Assert.All(Values(list).Zip(result.Values!.Values.ToArray()), pair => Assert.InRange(pair.Second - pair.First, -0.03, 0.03));
        Assert.Equal([0, 0], Subjects.Run("betweenness-estimate", TestGraphs.PathOf(2)).Values!.Values.ToArray());
    }

    private static double[] Values(EdgeList list, params string[] given) => Subjects.Run("betweenness", list, given).Values!.Values.ToArray();

    private static Problem Problem(EdgeList list, params string[] given)
    {
        Assert.True(GraphAlgorithms.All.TryGet("betweenness", out var algorithm));
        var subject = Subjects.Of(list.Build());
        using var crew = new Crew(2);
        return algorithm.Run(new AlgorithmRun(subject, subject.Graph, ParameterReading.Read(algorithm, Subjects.Given(given), subject).Value, crew)).Problem!;
    }
}
