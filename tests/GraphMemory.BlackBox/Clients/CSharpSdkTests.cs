using System.Text.Json;
using GraphMemory.BlackBox.Support;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.BlackBox.Clients;

/// <summary>The official C# SDK's client in one whole conversation.</summary>
public sealed class CSharpSdkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_holds_a_conversation_over_pipes()
    {
        using var folder = new DataFolder();
        await ConverseAsync(new StdioClientTransport(new()
        {
            Name = "graphmemory", Command = Binary.Path, Arguments = ["mcp", "--data", folder.Path, "--workspace", "w"],
        }));
    }

    [Fact]
    public async Task It_holds_a_conversation_over_http()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        await ConverseAsync(new HttpClientTransport(new()
        {
            Endpoint = new Uri(server.Address, "mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {server.Token}" },
        }));
    }

    private static async Task ConverseAsync(IClientTransport transport)
    {
        var asked = new List<string>();
        await using var client = await McpClient.CreateAsync(transport, new McpClientOptions
        {
            ClientInfo = new Implementation { Name = "scenario", Version = "1" },
            Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Form = new() } },
            Handlers = new McpClientHandlers { ElicitationHandler = (request, _) => KeepLater(request!, asked) },
        });

        var tools = await client.ListToolsAsync();
        Assert.Contains("recall", tools.Select(tool => tool.Name));

        await CallAsync(client, "remember", new() { ["text"] = "Reviews are done in pairs.", ["about"] = "review" });
        Assert.Contains("in pairs", TextOf(await CallAsync(client, "recall", new() { ["query"] = "how are reviews done" })), StringComparison.Ordinal);

        Assert.Contains("memory://knowledge-graph", (await client.ListResourcesAsync()).Select(resource => resource.Uri));
        Assert.NotEmpty(await client.ListResourceTemplatesAsync());
        var read = await client.ReadResourceAsync("memory://entity/review");
        Assert.Contains("in pairs", ((TextResourceContents)read.Contents[0]).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<McpProtocolException>(async () => await client.ReadResourceAsync("memory://nothing"));

        Assert.Contains("start_task", (await client.ListPromptsAsync()).Select(prompt => prompt.Name));
        var completed = await client.CompleteAsync(new ResourceTemplateReference { Uri = "memory://entity/{name}" }, "name", "rev");
        Assert.Equal(["review"], completed.Completion.Values);

        await CallAsync(client, "remember", new() { ["text"] = "The cache uses Redis.", ["about"] = "cache" });
        await CallAsync(client, "remember", new() { ["text"] = "The cache does not use Redis.", ["about"] = "cache" });
        Assert.Single(asked);
        var cache = await CallAsync(client, "open_nodes", new() { ["names"] = new[] { "cache" } });
        Assert.Equal("The cache does not use Redis.", cache.StructuredContent!.Value.GetProperty("entities")[0].GetProperty("observations")[0].GetString());
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: patience.Token);
        Assert.True(result.IsError != true, TextOf(result));
        return result;
    }

    private static string TextOf(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    /// <summary>The person in this conversation always keeps the later statement.</summary>
    private static ValueTask<ElicitResult> KeepLater(ElicitRequestParams request, List<string> asked)
    {
        asked.Add(request.Message);
        using var later = JsonDocument.Parse("\"later\"");
        var content = request.RequestedSchema!.Properties.Keys.ToDictionary(field => field, _ => later.RootElement.Clone());
        return ValueTask.FromResult(new ElicitResult { Action = "accept", Content = content });
    }
}
