using GraphMemory.Server.Mcp;
using GraphMemory.Tests.Mcp;

namespace GraphMemory.Tests.Analytics;

public sealed class AnalyzeToolTests : IDisposable
{
    private readonly McpHarness _mcp = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task A_run_is_told_in_sentences_with_its_data()
    {
        await AskAsync("create_relations", """{"relations":[{"from":"api","to":"db","relationType":"uses"},{"from":"api","to":"queue","relationType":"uses"},{"from":"ada","to":"api","relationType":"owns"}]}""");
        var answer = await AskAsync("analyze", """{"algorithm":"degree","relationTypes":["uses"],"limit":1,"undirected":true,"timeoutMs":10000}""");
        Assert.False(answer.IsError, answer.Text);
        Assert.StartsWith("Degree centrality on 4 entities and 2 relations (seq", answer.Text, StringComparison.Ordinal);
        Assert.Contains("- api has the highest degree", answer.Text, StringComparison.Ordinal);
        Assert.Equal("api", answer.Structured!.Value.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal(1, answer.Structured!.Value.GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Without_an_algorithm_all_are_listed()
    {
        var list = await AskAsync("analyze", "{}");
        Assert.Contains("- degree (centrality): ", list.Text, StringComparison.Ordinal);
        Assert.NotEqual(0, list.Structured!.Value.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"algorithm":"degre"}""", "Did you mean degree?")]
    [InlineData("""{"algorithm":"degree","parameters":{"x":{}}}""", "parameters.x")]
    [InlineData("""{"algorithm":"degree","since":"soon"}""", "since")]
    [InlineData("""{"algorithm":"degree","types":["none"]}""", "is not in this workspace")]
    public async Task What_is_wrong_is_named(string arguments, string said)
    {
        var answer = await AskAsync("analyze", arguments);
        Assert.True(answer.IsError);
        Assert.Contains(said, answer.Text, StringComparison.Ordinal);
    }

    private Task<ToolReply> AskAsync(string tool, string arguments) => _mcp.RunAsync(tool, arguments, ToolProfiles.All);
}
