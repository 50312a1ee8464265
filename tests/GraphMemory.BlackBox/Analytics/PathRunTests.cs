using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Analytics;

/// <summary>A graph in a file, an algorithm, a file of scores: a short way that weighs much, a long one that weighs little, and a pair apart.</summary>
public sealed class PathRunTests
{
    private const string Edges = "a b 1\nb c 1\nc d 1\na d 9\nx y 2\n";

    [Theory]
    [InlineData("bfs", "node,distance a,0 b,1 c,2 d,1 x,-1 y,-1", "--param", "source=a")]
    [InlineData("bfs", "node,distance a,-1 b,-1 c,0 d,1 x,-1 y,-1", "--param", "source=c", "--directed")]
    [InlineData("shortest-paths", "node,distance a,0 b,1 c,2 d,3 x,-1 y,-1", "--param", "source=a")]
    [InlineData("shortest-paths", "node,distance a,0 b,1 c,2 d,1 x,-1 y,-1", "--param", "source=a", "--param", "useWeights=false")]
    [InlineData("harmonic", "node,harmonic a,2.5 b,2.5 c,2.5 d,2.5 x,1 y,1")]
    [InlineData("closeness", "node,closeness a,0.45 b,0.45 c,0.45 d,0.45 x,0.2 y,0.2")]
    [InlineData("distances", "node,closeness,harmonic a,0.45,2.5 b,0.45,2.5 c,0.45,2.5 d,0.45,2.5 x,0.2,1 y,0.2,1")]
    [InlineData("eccentricity", "node,eccentricity a,2 b,2 c,2 d,2 x,1 y,1")]
    public async Task Distances_in_a_file_are_exact(string algorithm, string expected, params string[] options)
    {
        using var folder = new DataFolder();
        var (edges, scores) = (Path.Combine(folder.Path, "graph.wel"), Path.Combine(folder.Path, "scores.csv"));
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        (await CommandLine.RunAsync(["run", algorithm, "--input", edges, "--out", scores, .. options], environment: null)).Succeeded();
        Assert.Equal(Numbers(expected.Split(' ')), Numbers(await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("path", "a b c d")]
    [InlineData("k-shortest-paths", "a b c d|a d")]
    [InlineData("simple-paths", "a b c d|a d")]
    [InlineData("path", "a d", "--param", "useWeights=false")]
    public async Task Paths_are_told_by_the_names_of_their_nodes(string algorithm, string expected, params string[] options)
    {
        using var folder = new DataFolder();
        var edges = Path.Combine(folder.Path, "graph.wel");
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync(["run", algorithm, "--input", edges, "--param", "source=a", "--param", "target=d", "--json", .. options], environment: null);
        Assert.Equal(expected.Split('|'), run.Succeeded().Json["paths"]!.AsArray().Select(path => string.Join(' ', path!["nodes"]!.AsArray().Select(node => (string?)node))));
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_named()
    {
        using var folder = new DataFolder();
        var edges = Path.Combine(folder.Path, "graph.wel");
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        var run = await CommandLine.RunAsync("run", "bfs", "--input", edges, "--param", "source=nobody");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("\"nobody\" is no node of this graph", run.Error, StringComparison.Ordinal);
    }

    private static string[] Numbers(IEnumerable<string> rows) =>
        [.. rows.Select(row => string.Join(',', row.Split(',').Select(cell => double.TryParse(cell, out var number) ? FormattableString.Invariant($"{number:0.######}") : cell)))];
}
