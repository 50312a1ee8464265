using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Analytics;

/// <summary>Communities of a graph in a file: two triangles joined by an edge, and a pair apart.</summary>
public sealed class CommunityRunTests
{
    private const string Edges = "a b\nb c\nc a\nc d\nd e\ne f\nf d\nx y\n";

    [Theory]
    [InlineData("louvain")]
    [InlineData("leiden")]
    [InlineData("leiden", "--param", "objective=cpm", "--param", "resolution=0.6")]
    [InlineData("leiden", "--directed")]
    [InlineData("label-propagation", "--param", "seed=7")]
    public async Task What_is_linked_densely_belongs_together(string algorithm, params string[] options)
    {
        using var folder = new DataFolder();
        var (edges, scores) = (Path.Combine(folder.Path, "graph.el"), Path.Combine(folder.Path, "communities.csv"));
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        (await CommandLine.RunAsync(["run", algorithm, "--input", edges, "--out", scores, .. options], environment: null)).Succeeded();
        Assert.Equal(
            ["node,community", "a,0", "b,0", "c,0", "d,1", "e,1", "f,1", "x,2", "y,2"],
            await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_resolution_out_of_range_is_refused_with_its_range()
    {
        using var folder = new DataFolder();
        var edges = Path.Combine(folder.Path, "graph.el");
        await File.WriteAllTextAsync(edges, Edges, TestContext.Current.CancellationToken);
        var refused = await CommandLine.RunAsync("run", "leiden", "--input", edges, "--param", "resolution=-1");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("from 0 to 1000", refused.ToString(), StringComparison.Ordinal);
    }
}
