using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;
using GraphMemory.Tests.Kernels.Analytics.Communities;

namespace GraphMemory.Tests.Analytics;

public sealed class CommunityAlgorithmsTests
{
    private static readonly EdgeList TwoTriangles = new(
        7,
        [new Edge(0, 1, 1), new Edge(1, 2, 1), new Edge(2, 0, 1), new Edge(3, 4, 1), new Edge(4, 5, 1), new Edge(5, 3, 1), new Edge(2, 3, 1)],
        IsDirected: false,
        IsWeighted: false);

    [Theory]
    [InlineData("louvain")]
    [InlineData("leiden")]
    public void Two_triangles_are_told_with_their_measures(string algorithm)
    {
        var result = Subjects.Run(algorithm, TwoTriangles);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2], result.Groups!.GroupOf.ToArray());
        Assert.Equal(3, result.Groups.Count);
        Assert.Equal(5.0 / 14, Figure(result, "modularity"), 1e-9);
        Assert.Equal((3, 6.0 / 7, 3), (Figure(result, "communities"), Figure(result, "coverage"), Figure(result, "largestCommunity")));
        Assert.Equal(["community", "size", "density", "modularityContribution", "conductance", "centralNodes"], result.Table!.Columns);
        Assert.Equal(["0", "3", "1", "0.178571", "0.142857", "2, 0, 1"], result.Table.Rows[0]);
        Assert.Equal(["2", "1", "0", "0", "0", "6"], result.Table.Rows[2]);
        Assert.True(result.IsApproximate);
    }

    [Fact]
    public void Directions_are_forgotten() =>
        Assert.Equal([0, 0, 0, 1, 1, 1, 2], Subjects.Run("leiden", TwoTriangles with { IsDirected = true }).Groups!.GroupOf.ToArray());

    [Fact]
    public void A_higher_resolution_finds_more_communities()
    {
        var list = TestGraphs.Scalefree(400, 3, 2);
        foreach (var algorithm in new[] { "louvain", "leiden" })
        {
            var counts = new[] { "0.2", "1", "5" }.Select(resolution => Subjects.Run(algorithm, list, "resolution", resolution).Groups!.Count).ToList();
            Assert.Equal(counts.Order().Distinct(), counts);
        }
    }

    [Fact]
    public void The_constant_Potts_model_tells_its_quality()
    {
        var result = Subjects.Run("leiden", TwoTriangles, "objective", "cpm", "resolution", "0.5");
        Assert.Equal(NaivePartition.ConstantPotts(TwoTriangles, result.Groups!.GroupOf.ToArray(), 0.5), Figure(result, "cpm"), 1e-9);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2], result.Groups.GroupOf.ToArray());
    }

    [Fact]
    public void Label_propagation_tells_its_rounds_and_whether_they_were_enough()
    {
        var list = TestGraphs.Scalefree(2000, 3, 2);
        var stable = Subjects.Run("label-propagation", list);
        Assert.InRange(Figure(stable, "rounds"), 2, 100);
        Assert.DoesNotContain(stable.Notes, note => note.Contains("roundsMax", StringComparison.Ordinal));
        Assert.Contains(Subjects.Run("label-propagation", list, "roundsMax", "1").Notes, note => note.Contains("raise roundsMax", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_is_bounded_and_says_so()
    {
        var result = Subjects.Run("louvain", TestGraphs.Empty(150));
        Assert.Equal((150, 100), (result.Groups!.Count, result.Table!.Rows.Length));
        Assert.Equal(["The table shows the 100 largest of 150 communities."], result.Notes);
    }

    [Fact]
    public void An_empty_graph_has_no_communities()
    {
        foreach (var algorithm in new[] { "louvain", "leiden", "label-propagation" })
        {
            var result = Subjects.Run(algorithm, TestGraphs.Empty(0));
            Assert.Equal((0, 0.0, 0.0), (result.Groups!.Count, Figure(result, "modularity"), Figure(result, "largestCommunity")));
        }
    }

    [Fact]
    public void Types_are_judged_as_communities()
    {
        var types = new SubjectTypes(["unused", "file", "person"], [2, 2, 2, 1, 1, 1, 1], [], [], []);
        var result = Subjects.Run("modularity", Subjects.Of(TwoTriangles.Build(), types), 1);
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], result.Groups!.GroupOf.ToArray());
        Assert.Equal(NaivePartition.Modularity(TwoTriangles, [0, 0, 0, 1, 1, 1, 1]), Figure(result, "modularity"), 1e-9);
        Assert.Equal(["file", "person"], result.Table!.Rows.Select(row => row[0]));
        Assert.False(result.IsApproximate);
    }

    [Fact]
    public void What_has_no_types_or_negative_weights_is_refused_with_a_way_out()
    {
        Assert.Contains("leiden", Refusal("modularity", TwoTriangles), StringComparison.Ordinal);
        var negative = new EdgeList(2, [new Edge(0, 1, -2)], IsDirected: false, IsWeighted: true);
        foreach (var algorithm in new[] { "modularity", "louvain", "leiden", "label-propagation" })
        {
            Assert.Contains("-2", Refusal(algorithm, negative), StringComparison.Ordinal);
        }
    }

    private static string Refusal(string algorithm, EdgeList list)
    {
        Assert.True(GraphAlgorithms.All.TryGet(algorithm, out var found));
        var subject = Subjects.Of(list.Build());
        using var crew = new Crew(1);
        var problem = found.Run(new AlgorithmRun(subject, subject.Graph, ParameterReading.Read(found, Subjects.Given(), subject).Value, crew)).Problem!;
        Assert.Equal(AnalyticsProblems.Unsuited, problem.Code);
        return problem.Detail;
    }

    private static double Figure(AlgorithmResult result, string name) => result.Figures.Single(figure => figure.Name == name).Value;
}
