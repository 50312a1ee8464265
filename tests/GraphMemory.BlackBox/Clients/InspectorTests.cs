using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Clients;

/// <summary>The MCP Inspector in its command-line mode: one process a request, as a script would use it.</summary>
public sealed class InspectorTests
{
    private const string Inspector = "@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    [Fact]
    public async Task It_lists_calls_and_reads_over_pipes()
    {
        using var folder = new DataFolder();
        await ConverseAsync([Binary.Path, "mcp", "--data", folder.Path, "--workspace", "w"]);
    }

    [Fact]
    public async Task It_lists_calls_and_reads_over_http()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        await ConverseAsync([new Uri(server.Address, "mcp").ToString(), "--transport", "http", "--header", $"Authorization: Bearer {server.Token}"]);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("all")]
    [InlineData("graphmemory-ide")]
    public async Task It_finds_no_schema_that_a_client_could_stumble_over(string profile)
    {
        using var folder = new DataFolder();
        var (exitCode, output, error) = await NodeTool.RunAsync(
            Inspector, "--cli", Binary.Path, "mcp", "--data", folder.Path, "--tools", profile, "--method", "tools/list", "--strict");

        Assert.True(exitCode == 0, $"{output}\n{error}");
    }

    private static async Task ConverseAsync(string[] server)
    {
        var remembered = await AskAsync(server, "tools/call", "--tool-name", "remember", "--tool-arg", "text=Inspectors look closely.", "--tool-arg", "about=inspector");
        Assert.True(remembered["structuredContent"]!["remembered"]![0]!["isNew"]!.GetValue<bool>());

        var recalled = await AskAsync(server, "tools/call", "--tool-name", "recall", "--tool-arg", "query=who looks closely");
        Assert.Contains("Inspectors look closely.", recalled["content"]![0]!["text"]!.GetValue<string>(), StringComparison.Ordinal);

        var tools = await AskAsync(server, "tools/list");
        Assert.Contains("recall", tools["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>()));

        var resources = await AskAsync(server, "resources/list");
        Assert.Contains("memory://knowledge-graph", resources["resources"]!.AsArray().Select(resource => resource!["uri"]!.GetValue<string>()));

        var read = await AskAsync(server, "resources/read", "--uri", "memory://entity/inspector");
        Assert.Contains("Inspectors look closely.", read.ToJsonString(), StringComparison.Ordinal);

        var prompts = await AskAsync(server, "prompts/list");
        Assert.NotEmpty(prompts["prompts"]!.AsArray());
    }

    private static async Task<JsonNode> AskAsync(string[] server, string method, params string[] arguments)
    {
        var (exitCode, output, error) = await NodeTool.RunAsync(Inspector, ["--cli", .. server, "--method", method, .. arguments]);
        Assert.True(exitCode == 0, $"{method}\n{output}\n{error}");
        return JsonNode.Parse(output)!;
    }
}
