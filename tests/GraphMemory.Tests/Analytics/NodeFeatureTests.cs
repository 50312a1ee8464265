using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;
using GraphMemory.Tests.Kernels.Analytics.Clustering;

namespace GraphMemory.Tests.Analytics;

public sealed class NodeFeatureTests
{
    [Fact]
    public void Nodes_of_a_graph_have_what_the_algorithms_of_those_names_say() => TestGraphs.Undirected.Where(list => list.NodeCount > 0).Sample(list =>
    {
        var features = Of(Subjects.Of(list.Build()));
        foreach (var (name, i) in features.Names.Select((name, i) => (name, i)))
        {
            Assert.Equal(Subjects.Run(name, list with { IsWeighted = false }).Values!.Values.ToArray(), features.Values.Column(i)[..list.NodeCount].ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        }
    }, iter: 60);

    [Fact]
    public void Attributes_stand_beside_the_structure()
    {
        var star = Subjects.Of(TestGraphs.Star(2).Build());
        var subject = new SubjectGraph(star.Graph, star.NodeName, star.FindNode, SubjectTypes.None, new PointSet(["confidence"], TestPoints.Of([[0.5], [0.25], [1]])));
        var features = Of(subject);
        Assert.Equal("confidence", features.Names[^1]);
        Assert.Equal([0.5, 0.25, 1], features.Values.Column(features.Names.Length - 1)[..3].ToArray());
        Assert.Equal("degree", features.Names[0]);
    }

    [Fact]
    public void Points_have_their_numbers_alone()
    {
        var features = Of(new PointSet(["x", "y"], TestPoints.Of([[1, 2], [3, 4]])).ToSubject());
        Assert.Equal(["x", "y"], features.Names);
        Assert.Equal([2, 4], features.Values.Column(1)[..2].ToArray());
    }

    [Fact]
    public void Points_are_called_by_their_numbers()
    {
        var subject = new PointSet(["x"], TestPoints.Of([[1], [3]])).ToSubject();
        Assert.Equal("1", subject.NodeName(1));
        Assert.Equal([1, null, null], new[] { "1", "2", "-1" }.Select(subject.FindNode));
    }

    [Fact]
    public void Betweenness_of_a_large_graph_is_estimated_and_the_result_says_so()
    {
        var result = Subjects.Run("node-anomaly", TestGraphs.Scalefree(16_000, 2, seed: 1));
        Assert.Contains(result.Notes, note => note.Contains("estimated", StringComparison.Ordinal));
        Assert.Empty(Subjects.Run("node-anomaly", TestGraphs.Star(30)).Notes);
    }

    private static NodeFeatures Of(SubjectGraph subject)
    {
        using var crew = new Crew(2);
        Assert.True(GraphAlgorithms.All.TryGet("k-means", out var algorithm));
        var values = ParameterReading.Read(algorithm, Subjects.Given(), subject).Value;
        return NodeFeatures.Of(new AlgorithmRun(subject, subject.Undirected(crew), values, crew));
    }
}
