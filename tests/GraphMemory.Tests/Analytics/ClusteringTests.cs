using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;
using GraphMemory.Tests.Kernels.Analytics.Clustering;

namespace GraphMemory.Tests.Analytics;

public sealed class ClusteringTests
{
    private static readonly double[][] Blobs = TestPoints.Blobs(300, 3, 2, seed: 5);

    [Theory]
    [InlineData("k-means")]
    [InlineData("hierarchical")]
    public void Blobs_are_the_groups_with_their_silhouette_and_middles(string algorithm)
    {
        var result = Run(algorithm, Blobs, "groups", "3", "standardise", "false");
        Assert.Equal(Enumerable.Range(0, 300).Select(point => point % 3), result.Groups!.GroupOf.ToArray());
        Assert.Equal(3, result.Groups.Count);
        Assert.True(FigureOf(result, "silhouette") > 0.85);
        Assert.Equal(300, result.MoreValues.Single().Values.Length);
        Assert.Equal(["group", "size", "c0", "c1"], result.Table!.Columns);
        Assert.Equal(["100", "100", "100"], result.Table.Rows.Select(row => row[1]));
        Assert.Equal(10, double.Parse(result.Table.Rows[1][2]), 0.2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(30, 3)]
    [InlineData(300, 10)]
    public void The_automatic_number_of_groups_is_the_root_of_half_the_points_from_2_to_10(int points, int groups)
    {
        var rows = TestPoints.Blobs(points, 1, 2, seed: 1);
        Assert.Equal(groups, Run("k-means", rows).Groups!.Count);
        Assert.Equal(groups, Run("hierarchical", rows).Groups!.Count);
    }

    [Fact]
    public void Standardising_makes_units_irrelevant()
    {
        double[][] scaled = [.. Blobs.Select(row => new[] { row[0] * 1000, row[1] })];
        Assert.Equal(Run("k-means", Blobs).Groups!.GroupOf.ToArray(), Run("k-means", scaled).Groups!.GroupOf.ToArray());
    }

    [Theory]
    [InlineData("average")]
    [InlineData("complete")]
    [InlineData("single")]
    public void Other_linkages_find_the_blobs_too(string linkage) => Assert.Equal(
        Enumerable.Range(0, 300).Select(point => point % 3),
        Run("hierarchical", Blobs, "groups", "3", "linkage", linkage, "standardise", "false").Groups!.GroupOf.ToArray());

    [Fact]
    public void A_tree_tells_how_far_the_next_merge_would_have_reached()
    {
        var result = Run("hierarchical", Blobs, "groups", "3", "linkage", "single", "standardise", "false");
        Assert.True(FigureOf(result, "heightWithin") < 1.5);
        Assert.True(FigureOf(result, "heightNext") > 7);
        Assert.Equal(0, FigureOf(Run("hierarchical", Blobs, "groups", "1"), "heightNext"));
    }

    [Fact]
    public void A_matrix_that_would_be_too_large_is_refused_with_the_way_out()
    {
        var subject = new PointSet(["x"], new Points(Agglomeration.MatrixPointsMax + 1, 1)).ToSubject();
        Assert.True(GraphAlgorithms.All.TryGet("hierarchical", out var algorithm));
        var values = ParameterReading.Read(algorithm, Subjects.Given("linkage", "average"), subject).Value;
        using var crew = new Crew(1);
        var problem = algorithm.Run(new AlgorithmRun(subject, subject.Graph, values, crew)).Problem!;
        Assert.Equal(AnalyticsProblems.TooLarge, problem.Code);
        Assert.Equal("linkage", problem.Fields.Single().Field);
    }

    [Fact]
    public void Dbscan_tells_how_many_points_are_noise()
    {
        var result = Run("dbscan", [.. Blobs, [500, 500]], "radius", "1", "standardise", "false");
        Assert.Equal((3, 1.0), (result.Groups!.Count, FigureOf(result, "noise")));
        Assert.Equal(-1, result.Groups.GroupOf.Span[300]);
        Assert.True(FigureOf(result, "silhouette") > 0.85);
    }

    [Fact]
    public void One_group_has_no_silhouette_and_says_so()
    {
        var result = Run("k-means", Blobs, "groups", "1");
        Assert.Contains(result.Notes, note => note.StartsWith("No silhouette", StringComparison.Ordinal));
        Assert.Empty(Run("k-means", Blobs, "silhouette", "false").Notes);
        Assert.DoesNotContain(Run("k-means", Blobs, "silhouette", "false").Figures, figure => figure.Name == "silhouette");
    }

    [Fact]
    public void Rounds_that_ran_out_are_told()
    {
        var result = Run("k-means", TestPoints.Blobs(2_000, 1, 4, seed: 5), "groups", "40", "roundsMax", "1", "restarts", "1");
        Assert.Contains(result.Notes, note => note.Contains("after 1 rounds", StringComparison.Ordinal));
    }

    [Fact]
    public void At_most_a_tenth_are_anomalies_and_the_far_point_is_one()
    {
        var result = Run("node-anomaly", [.. TestPoints.Blobs(99, 1, 2, seed: 2), [30, 30]]);
        Assert.Equal(0, result.Groups!.GroupOf.Span[99]);
        Assert.InRange(FigureOf(result, "anomalies"), 1, 10);
        Assert.Equal(result.Values!.Values.ToArray().Count(score => score > FigureOf(result, "threshold")), FigureOf(result, "anomalies"));
        Assert.Equal(0, Run("node-anomaly", [[1, 1], [1, 1]]).Groups!.Count);
    }

    [Theory]
    [InlineData("k-means")]
    [InlineData("hierarchical")]
    [InlineData("dbscan")]
    [InlineData("node-anomaly")]
    [InlineData("spectral-clustering")]
    public void An_empty_graph_has_no_groups(string algorithm) => Assert.Equal(0, Subjects.Run(algorithm, TestGraphs.Empty(0)).Groups!.Count);

    [Theory]
    [InlineData("k-means")]
    [InlineData("hierarchical")]
    [InlineData("node-anomaly")]
    public void The_middle_of_a_star_is_like_no_other_node(string algorithm)
    {
        var groupOf = Subjects.Run(algorithm, TestGraphs.Star(30), algorithm == "node-anomaly" ? [] : ["groups", "2"]).Groups!.GroupOf.ToArray();
        Assert.All(groupOf[1..], group => Assert.Equal(groupOf[1], group));
        Assert.NotEqual(groupOf[0], groupOf[1]);
    }

    private static AlgorithmResult Run(string algorithm, double[][] rows, params string[] given) =>
        Subjects.Run(algorithm, Set(rows).ToSubject(), 2, given);

    private static PointSet Set(double[][] rows) => new([.. rows[0].Select((_, column) => $"c{column}")], TestPoints.Of(rows));

    private static double FigureOf(AlgorithmResult result, string name) => result.Figures.Single(figure => figure.Name == name).Value;
}
