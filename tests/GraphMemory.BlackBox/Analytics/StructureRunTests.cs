using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Analytics;

/// <summary>A graph in a file, an algorithm, a file of scores: two triangles that share a node, a tail, and a pair apart.</summary>
public sealed class StructureRunTests
{
    private const string Edges = "a b\nb c\nc a\nc d\nd e\ne c\ne f\nx y\n";

    [Theory]
    [InlineData("components", "node,component a,0 b,0 c,0 d,0 e,0 f,0 x,1 y,1")]
    [InlineData("strong-components", "node,strongComponent a,0 b,0 c,0 d,0 e,0 f,0 x,1 y,1")]
    [InlineData("strong-components", "node,strongComponent a,0 b,0 c,0 d,0 e,0 f,1 x,2 y,3", "--directed")]
    [InlineData("bridges", "source,target,score e,f,1 x,y,1")]
    [InlineData("articulation-points", "node,articulation a,0 b,0 c,1 d,0 e,1 f,0 x,0 y,0")]
    [InlineData("k-core", "node,core a,2 b,2 c,2 d,2 e,2 f,1 x,1 y,1")]
    [InlineData("triangles", "node,triangles a,1 b,1 c,2 d,1 e,1 f,0 x,0 y,0")]
    [InlineData("clustering", "node,clustering a,1 b,1 c,0.3333333333333333 d,1 e,0.3333333333333333 f,0 x,0 y,0")]
    [InlineData("betweenness", "node,betweenness a,0 b,0 c,6 d,0 e,4 f,0 x,0 y,0", "--param", "normalised=false")]
    [InlineData("hubs", "node,hubDegree a,0 b,0 c,4 d,0 e,3 f,0 x,0 y,0", "--param", "degreeAbove=2")]
    [InlineData("graph-metrics", "figure,value nodeCount,8 edgeCount,8 density,0.2857142857142857 averageClustering,0.45833333333333337 connectedComponents,2 largestComponentSize,6")]
    public async Task Scores_of_a_graph_in_a_file_are_exact(string algorithm, string expected, params string[] options)
    {
        using var folder = new DataFolder();
        var (edges, scores) = (Path.Combine(folder.Path, "graph.el"), Path.Combine(folder.Path, "scores.csv"));
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        (await CommandLine.RunAsync(["run", algorithm, "--input", edges, "--out", scores, .. options], environment: null)).Succeeded();
        Assert.Equal(expected.Split(' '), await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_estimate_of_betweenness_says_how_good_it_is()
    {
        using var folder = new DataFolder();
        var edges = Path.Combine(folder.Path, "graph.el");
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        var estimate = (await CommandLine.RunAsync("run", "betweenness-estimate", "--input", edges, "--param", "epsilon=0.05", "--json")).Succeeded().Json;
        Assert.Equal("c", (string?)estimate["nodes"]![0]!["name"]);
        Assert.InRange((double)estimate["nodes"]![0]!["value"]!, (6.0 / 21) - 0.05, (6.0 / 21) + 0.05);
    }
}
