using System.Text.Json.Nodes;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Analytics;

public sealed class RunCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_file_is_scored_into_a_file()
    {
        var (graph, scores) = (InHome("graph.el"), InHome("scores.csv"));
        await File.WriteAllTextAsync(graph, "# a star\n0 1\n0 2\n0 3\n", TestContext.Current.CancellationToken);
        var answer = await _cli.RunAsync("run", "degree", "--input", graph, "--out", scores, "--top", "1", "--threads", "1", "--repeat", "3");
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        Assert.Equal("node,degree\n0,1\n1,0.3333333333333333\n2,0.3333333333333333\n3,0.3333333333333333\n", await File.ReadAllTextAsync(scores, TestContext.Current.CancellationToken));
        Assert.Contains("Degree centrality  4 nodes, 3 edges, undirected", answer.Output, StringComparison.Ordinal);
        Assert.Contains("0 has the highest degree, 1, 3 times that of 1, the next.", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workspace_is_filtered_and_its_state_told()
    {
        await _cli.RunAsync("remember", "in Go", "-a", "api", "--tag", "go");
        await _cli.RunAsync("link", "api", "uses", "db");
        await _cli.RunAsync("link", "ada", "owns", "api");
        var all = await JsonAsync("run", "degree", "--json");
        Assert.Equal(("api", 3, 2, true), ((string?)all["nodes"]![0]!["name"], (int)all["graph"]!["nodes"]!, (int)all["graph"]!["edges"]!, (bool)all["graph"]!["directed"]!));
        Assert.True((long)all["seq"]! > 0);
        var some = await JsonAsync("run", "degree", "--relation", "uses", "--undirected", "--weighted", "--json");
        Assert.Equal((1, false, true), ((int)some["graph"]!["edges"]!, (bool)some["graph"]!["directed"]!, (bool)some["graph"]!["weighted"]!));
        Assert.Equal("ANALYTICS_005", (string?)(await JsonAsync("run", "degree", "--tag", "rust", "--json"))["code"]);
    }

    [Theory]
    [InlineData("There is no algorithm \"degre\"", "run", "degre")]
    [InlineData("\"damping\" has no value", "run", "degree", "--param", "damping")]
    [InlineData("is no parameter of this algorithm", "run", "degree", "--param", "damping=1")]
    [InlineData("Give a whole number from 1 to", "run", "degree", "--repeat", "0")]
    [InlineData("filters a workspace", "run", "degree", "--input", "graph.el", "--type", "service")]
    [InlineData("ends in \".bin\"", "run", "degree", "--input", "graph.bin")]
    [InlineData("nowhere.el cannot be read", "run", "degree", "--input", "nowhere.el")]
    [InlineData("is not a time", "run", "degree", "--since", "soon")]
    [InlineData("cannot be written", "run", "degree", "--out", "/nowhere/at/all.csv")]
    public async Task What_is_wrong_is_named(string said, params string[] line)
    {
        await _cli.RunAsync("link", "api", "uses", "db");
        var answer = await _cli.RunAsync(line);
        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains(said, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_says_so()
    {
        await _cli.Stop.CancelAsync();
        var graph = InHome("graph.el");
        await File.WriteAllTextAsync(graph, "0 1\n", TestContext.Current.CancellationToken);
        Assert.Contains("The run was interrupted.", (await _cli.RunAsync("run", "degree", "--input", graph)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Algorithms_are_listed_with_a_schema_of_their_parameters_and_checked()
    {
        var list = JsonNode.Parse((await _cli.RunAsync("algorithms", "--json")).Output)!.AsArray();
        Assert.Contains(list, item => (string?)item!["name"] == "degree" && (string?)item["kind"] == "centrality" && (bool)item["deterministic"]!);
        var one = await _cli.RunAsync("algorithms", "degree");
        Assert.Contains("Freeman", one.Output, StringComparison.Ordinal);
        var check = await _cli.RunAsync("algorithms", "--check");
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("algorithms give the known answers", check.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await _cli.RunAsync("algorithms", "nothing")).ExitCode);
    }

    private async Task<JsonNode> JsonAsync(params string[] line) => JsonNode.Parse((await _cli.RunAsync(line)).Output)!;

    private string InHome(string name) => Path.Combine(_cli.Home.Path, name);
}
