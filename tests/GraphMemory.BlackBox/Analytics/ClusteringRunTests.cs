using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Analytics;

/// <summary>Points and graphs in files, and the types of a workspace, through the binary that ships.</summary>
public sealed class ClusteringRunTests
{
    private const string Points = "name,width,height\na,0,0\nb,0,1\nc,1,0\nd,9,9\ne,9,8\nf,8,9\ng,50,50\n";
    private const string Edges = "a b\nb c\nc a\nc d\nd e\n";

    [Theory]
    [InlineData("k-means", "a,0 b,0 c,0 d,1 e,1 f,1 g,2", "groups=3")]
    [InlineData("hierarchical", "a,0 b,0 c,0 d,1 e,1 f,1 g,2", "groups=3")]
    [InlineData("hierarchical", "a,0 b,0 c,0 d,0 e,0 f,0 g,1", "groups=2", "linkage=single")]
    [InlineData("dbscan", "a,0 b,0 c,0 d,1 e,1 f,1 g,-1", "radius=2", "pointsMin=3", "standardise=false")]
    public async Task Points_in_a_file_are_grouped(string algorithm, string expected, params string[] parameters)
    {
        using var folder = new DataFolder();
        var scores = await ScoresAsync(folder, "things.points", Points, algorithm, parameters);
        Assert.Equal(["node,cluster", .. expected.Split(' ')], scores.Select(row => string.Join(',', row.Split(',').Take(2))));
    }

    [Theory]
    [InlineData("jaccard", "a,b,0.3333333333333333", "top=1")]
    [InlineData("link-prediction", "c,e,1", "method=common-neighbours", "nodes=e")]
    [InlineData("link-prediction", "b,d,0.3333333333333333", "method=resource-allocation", "nodes=b")]
    public async Task Pairs_of_a_graph_in_a_file_are_ranked(string algorithm, string expected, params string[] parameters)
    {
        using var folder = new DataFolder();
        var scores = await ScoresAsync(folder, "graph.el", Edges, algorithm, parameters);
        Assert.Equal("source,target,score", scores[0]);
        Assert.Contains(scores[1], new[] { expected, string.Join(',', expected.Split(',') is [var source, var target, var score] ? [target, source, score] : []) });
    }

    [Fact]
    public async Task Types_of_a_workspace_are_counted()
    {
        using var folder = new DataFolder();
        foreach (var service in (string[])["api", "web"]) { (await CommandLine.RunAsync("link", service, "uses", "db", "--data", folder.Path)).Succeeded(); }
        var triples = (await CommandLine.RunAsync("run", "typed-triples", "--param", "countMin=2", "--data", folder.Path, "--json")).Succeeded().Json;
        Assert.Contains("uses", triples.ToJsonString(), StringComparison.Ordinal);
        var refused = await CommandLine.RunAsync("run", "typed-triples", "--input", await WriteAsync(folder, "graph.el", Edges));
        Assert.Contains("Run it on a workspace", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> ScoresAsync(DataFolder folder, string name, string text, string algorithm, string[] parameters)
    {
        var (input, scores) = (await WriteAsync(folder, name, text), Path.Combine(folder.Path, "scores.csv"));
        (await CommandLine.RunAsync(["run", algorithm, "--input", input, "--out", scores, .. parameters.SelectMany(parameter => new[] { "--param", parameter })], environment: null)).Succeeded();
        return await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken);
    }

    private static async Task<string> WriteAsync(DataFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
