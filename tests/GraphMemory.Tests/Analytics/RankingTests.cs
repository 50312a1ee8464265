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

    [Fact]
    public void Pushing_comes_as_near_to_personalised_pagerank_as_it_says()
    {
        var list = TestGraphs.Scalefree(400, 3, seed: 9);
        var exact = Subjects.Run("personalised-pagerank", list, "sources", "5", "sources", "80").Values!.Values.ToArray();
        var pushed = Subjects.Run("personalised-pagerank-push", list, "sources", "5", "sources", "80", "epsilon", "1e-5");
        var bound = pushed.Figures.Single(figure => figure.Name == "errorBound").Value;
        Assert.InRange(exact.Zip(pushed.Values!.Values.ToArray()).Sum(pair => Math.Abs(pair.First - pair.Second)), 1e-9, bound + 1e-9);
        Assert.True(pushed.IsApproximate);
    }

    [Fact]
    public void Influence_follows_relations_of_the_chosen_types_only()
    {
        var subject = Typed();
        Assert.Equal(3, Top(Subjects.Run("influence", subject, 1, "types", "uses")));
        Assert.Equal(2, Top(Subjects.Run("influence", subject, 1, "types", "likes")));
        Assert.Equal(0, Top(Subjects.Run("influence", subject, 1, "types", "uses", "credit", "source")));
        Assert.Equal(5, Subjects.Run("influence", subject, 1).Figures.Single(figure => figure.Name == "relations").Value);
    }

    [Fact]
    public void A_type_that_no_relation_has_is_refused_with_the_nearest()
    {
        Assert.True(GraphAlgorithms.All.TryGet("influence", out var influence));
        var subject = Typed();
        var values = ParameterReading.Read(influence, Subjects.Given("types", "use"), subject).Value;
        using var crew = new Crew(1);
        var problem = influence.Run(new AlgorithmRun(subject, subject.Graph, values, crew)).Problem;
        Assert.Equal(AnalyticsProblems.Unsuited, problem!.Code);
        Assert.Contains("Did you mean uses?", Assert.Single(problem.Fields).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Knowledge_flows_in_steps_from_its_sources()
    {
        var from = Subjects.Run("knowledge-flow", Typed(), 1, "sources", "0", "types", "uses");
        Assert.Equal([0, 1, -1, 2, -1], from.Values!.Values.ToArray());
        Assert.Equal(3, from.Figures.Single(figure => figure.Name == "reached").Value);
        var back = Subjects.Run("knowledge-flow", Typed(), 1, "sources", "1", "types", "uses", "along", "reversed");
        Assert.Equal([1, 0, -1, -1, -1], back.Values!.Values.ToArray());
    }

    [Fact]
    public void Without_sources_it_is_counted_how_many_each_node_reaches()
    {
        var reach = Subjects.Run("knowledge-flow", Typed(), 2, "types", "likes");
        Assert.Equal([1, 0, 0, 1, 1], reach.Values!.Values.ToArray());
        var plain = Subjects.Run("knowledge-flow", TestGraphs.PathOf(3) with { IsDirected = true }, "along", "reversed");
        Assert.Equal([0, 1, 2], plain.Values!.Values.ToArray());
    }

    /// <summary>0 uses 1 uses 3; 0, 3 and 4 like 2.</summary>
    private static SubjectGraph Typed()
    {
        TypedEdge[] edges = [new(0, 1, 0, 1, 0), new(1, 3, 0, 0.1f, 0), new(0, 2, 1, 1, 0), new(3, 2, 1, 1, 0), new(4, 2, 1, 1, 0)];
        var list = new EdgeList(5, [.. edges.Select(edge => new Edge(edge.Source, edge.Target, edge.Weight))], IsDirected: true, IsWeighted: true);
        return Subjects.Of(list.Build(), new SubjectTypes(["note"], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], ["uses", "likes"], [.. edges]));
    }

    [Theory]
    [InlineData("knowledge-flow")]
    [InlineData("influence")]
    [InlineData("pagerank")]
    [InlineData("eigenvector")]
    [InlineData("hits")]
    [InlineData("katz")]
    public void A_graph_without_nodes_has_no_scores(string algorithm) => Assert.Equal(0, Subjects.Run(algorithm, TestGraphs.Empty(0)).Values!.Values.Length);

    private static int Top(AlgorithmResult result) => result.Values!.Values.ToArray() is var scores ? Array.IndexOf(scores, scores.Max()) : -1;
}
