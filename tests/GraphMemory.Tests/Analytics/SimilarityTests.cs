using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class SimilarityTests
{
    /// <summary>0 and 1 share 2 and 3; 4 hangs at 3.</summary>
    private static readonly EdgeList Square = new(5, [new(0, 2, 2), new(0, 3, 1), new(1, 2, 2), new(1, 3, 1), new(3, 4, 1)], true, true);

    [Theory]
    [InlineData("jaccard", 1.0)]
    [InlineData("cosine-similarity", 1.0)]
    [InlineData("adamic-adar", 2.3529342)] // 1 / ln 2 + 1 / ln 3
    public void Nodes_that_share_all_neighbours_are_alike_whatever_the_directions(string algorithm, double score) =>
        Assert.Equal(score, Subjects.Run(algorithm, Square).Pairs.Single(pair => (pair.Source, pair.Target) == (0, 1)).Score, 1e-6);

    [Theory]
    [InlineData("adamic-adar", 2, 3, 2.8853901)]
    [InlineData("resource-allocation", 2, 3, 1)]
    [InlineData("common-neighbours", 0, 1, 2)]
    [InlineData("jaccard", 0, 1, 1)]
    [InlineData("preferential-attachment", 2, 3, 6)]
    [InlineData("katz", 0, 1, 0.005)]
    public void The_likeliest_edge_comes_first(string method, int source, int target, double score)
    {
        var result = Subjects.Run("link-prediction", Square, "method", method);
        Assert.Equal((source, target), (result.Pairs[0].Source, result.Pairs[0].Target));
        Assert.Equal(score, result.Pairs[0].Score, 1e-6);
        Assert.DoesNotContain(result.Pairs, pair => Square.Arcs().ContainsKey((pair.Source, pair.Target)) || Square.Arcs().ContainsKey((pair.Target, pair.Source)));
    }

    [Fact]
    public void Top_threshold_and_nodes_are_honoured()
    {
        var one = Subjects.Run("adamic-adar", Square, "top", "1");
        Assert.Equal((1, true), (one.Pairs.Length, one.IsTruncated));
        Assert.All(Subjects.Run("jaccard", Square, "threshold", "0.5").Pairs, pair => Assert.True(pair.Score >= 0.5));
        var of4 = Subjects.Run("jaccard", Square, "nodes", "4").Pairs;
        Assert.Equal([(4, 0), (4, 1)], of4.Select(pair => (pair.Source, pair.Target)));
    }

    [Fact]
    public void Katz_over_all_pairs_of_a_large_graph_is_refused_but_not_for_named_nodes()
    {
        var subject = Subjects.Of(TestGraphs.Star(50_001).Build());
        Assert.True(GraphAlgorithms.All.TryGet("link-prediction", out var algorithm));
        using var crew = new Crew(1);
        var all = ParameterReading.Read(algorithm, Subjects.Given("method", "katz"), subject).Value;
        Assert.Equal(AnalyticsProblems.TooLarge, algorithm.Run(new AlgorithmRun(subject, subject.Graph, all, crew)).Problem!.Code);
        Assert.Equal(20, Subjects.Run("link-prediction", subject, 2, "method", "katz", "nodes", "7").Pairs.Length);
    }

    [Theory]
    [InlineData("jaccard")]
    [InlineData("adamic-adar")]
    [InlineData("cosine-similarity")]
    [InlineData("link-prediction")]
    public void A_graph_without_edges_has_no_pairs(string algorithm) => Assert.Equal(ImmutableArray<NodePair>.Empty, Subjects.Run(algorithm, TestGraphs.Empty(4)).Pairs);
}
