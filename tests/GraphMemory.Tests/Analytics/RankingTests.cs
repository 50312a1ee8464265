using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

/// <summary>The algorithms of rankings as a door runs them; their numbers are verified beside the kernels.</summary>
public sealed class RankingTests
{
    [Fact]
    public void Pagerank_sums_to_one_and_says_how_far_off_it_may_be()
    {
        var result = Subjects.Run("pagerank", TestGraphs.Star(6));
        Assert.Equal(1, result.Values!.Values.ToArray().Sum(), 1e-12);
        Assert.False(result.IsApproximate);
        Assert.InRange(result.Figures.Single(figure => figure.Name == "errorBound").Value, 0, 1e-9);
        Assert.Equal(0, Top(result));
    }

    [Fact]
    public void Pagerank_that_had_too_few_rounds_says_so()
    {
        var result = Subjects.Run("pagerank", TestGraphs.PathOf(50), "iterationsMax", "2");
        Assert.True(result.IsApproximate);
        Assert.Contains("2 rounds", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Personalised_pagerank_is_greatest_near_its_sources()
    {
        var scores = Subjects.Run("personalised-pagerank", TestGraphs.PathOf(9), "sources", "7", "sources", "7").Values!.Values.ToArray();
        Assert.Equal(7, Array.IndexOf(scores, scores.Max()));
        Assert.True(scores[0] < scores[3] && scores[3] < scores[5]);
    }

    [Fact]
    public void Eigenvector_gives_degrees_and_says_so_where_nothing_settles()
    {
        var ring = TestGraphs.PathOf(4) with { IsDirected = true };
        var result = Subjects.Run("eigenvector", ring);
        Assert.Equal("degree", result.Values!.Name);
        Assert.Contains("degrees", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal("eigenvector", Subjects.Run("eigenvector", TestGraphs.Star(3)).Values!.Name);
    }

    [Fact]
    public void Hits_tells_hubs_from_authorities()
    {
        var list = new EdgeList(5, [new(0, 2, 1), new(0, 3, 1), new(0, 4, 1), new(1, 3, 1)], IsDirected: true, IsWeighted: false);
        var result = Subjects.Run("hits", list);
        Assert.Equal(3, Top(result));
        var hubs = result.MoreValues.Single().Values.ToArray();
        Assert.Equal(0, Array.IndexOf(hubs, hubs.Max()));
    }

    [Fact]
    public void Katz_chooses_an_alpha_that_adds_up_and_refuses_one_that_does_not()
    {
        Assert.Equal(0, Top(Subjects.Run("katz", TestGraphs.Star(9))));
        Assert.Equal(0.85, Subjects.Run("katz", TestGraphs.PathOf(5) with { IsDirected = true }).Figures[0].Value, 1e-9);
        Assert.True(GraphAlgorithms.All.TryGet("katz", out var katz));
        var subject = Subjects.Of(TestGraphs.Star(9).Build());
        var values = ParameterReading.Read(katz, Subjects.Given("alpha", "0.5"), subject).Value;
        using var crew = new Crew(1);
        var problem = katz.Run(new AlgorithmRun(subject, subject.Graph, values, crew)).Problem;
        Assert.Equal(AnalyticsProblems.Unsuited, problem!.Code);
        Assert.Contains("0.333333", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pagerank")]
    [InlineData("eigenvector")]
    [InlineData("hits")]
    [InlineData("katz")]
    public void A_graph_without_nodes_has_no_scores(string algorithm) => Assert.Equal(0, Subjects.Run(algorithm, TestGraphs.Empty(0)).Values!.Values.Length);

    private static int Top(AlgorithmResult result) => result.Values!.Values.ToArray() is var scores ? Array.IndexOf(scores, scores.Max()) : -1;
}
