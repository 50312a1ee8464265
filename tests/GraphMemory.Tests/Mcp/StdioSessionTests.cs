using System.IO.Pipelines;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Mcp;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>The SDK's own client against a whole stdio session, in this process, over pipes.</summary>
public sealed class StdioSessionTests : IDisposable
{
    private readonly McpHarness _mcp = new();
    private readonly StringWriter _errors = new();

    public void Dispose() => _mcp.Dispose();

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Clients_of_both_generations_list_and_call_tools(string version)
    {
        await using var session = Start(Settings("default"));
        await using var client = await session.ConnectAsync(version);
        var tools = await client.ListToolsAsync(cancellationToken: McpHarness.Token);
        var reply = await client.CallToolAsync("remember", new Dictionary<string, object?> { ["text"] = "a", ["about"] = "b" }, cancellationToken: McpHarness.Token);

        Assert.Equal(14, tools.Count);
        Assert.Contains("recall", client.ServerInstructions!, StringComparison.Ordinal);
        Assert.Equal("graphmemory", client.ServerInfo!.Name);
        Assert.StartsWith("Remembered", Assert.IsType<TextContentBlock>(Assert.Single(reply.Content)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_write_of_another_process_reaches_a_subscriber(string version)
    {
        await using var session = Start(Settings("default"));
        await using var client = await session.ConnectAsync(version);
        await using var notices = await GraphNotices.OfAsync(client);

        using var other = _mcp.Open();
        await other.Tools.InvokeAsync(_mcp.Call("create_entities", """{"entities":[{"name":"E","entityType":"t","observations":[]}]}"""), McpHarness.Token);

        Assert.Equal(McpHarness.GraphUri, (await notices.First)!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_graph_is_listed_and_read_as_a_resource()
    {
        await _mcp.RunAsync("create_entities", """{"entities":[{"name":"E","entityType":"t","observations":[]}]}""");
        await using var session = Start(Settings("reference"));
        await using var client = await session.ConnectAsync("2025-11-25");
        var listed = await client.ListResourcesAsync(cancellationToken: McpHarness.Token);
        var content = Assert.IsType<TextResourceContents>(Assert.Single((await client.ReadResourceAsync(McpHarness.GraphUri, cancellationToken: McpHarness.Token)).Contents));

        Assert.Equal(["knowledge-graph", "recent", "workspace", "E"], listed.Select(resource => resource.Name));
        Assert.Contains("\"name\": \"E\"", content.Text, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ModelContextProtocol.McpException>(
            async () => await client.ReadResourceAsync("memory://other", cancellationToken: McpHarness.Token));
    }

    [Fact]
    public async Task A_session_ends_when_its_input_closes()
    {
        var session = Start(Settings("default"));
        var client = await session.ConnectAsync("2025-11-25");
        await client.UnsubscribeFromResourceAsync(McpHarness.GraphUri, cancellationToken: McpHarness.Token);
        await client.DisposeAsync();
        session.CloseInput();

        Assert.Null(await session.Ended.WaitAsync(McpHarness.Token));
        await session.DisposeAsync();
    }

    [Fact]
    public async Task The_store_is_open_and_made_ready_before_the_first_call()
    {
        var prepared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var session = new Running(Session(Settings("default"), () => _mcp.Open() with { Prepare = name => prepared.SetResult() }));

        await prepared.Task.WaitAsync(McpHarness.Token);
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_refused_by_name()
    {
        await using var session = Start(Settings("most"));

        var problem = await session.Ended.WaitAsync(McpHarness.Token);
        Assert.Equal("MCP_003", problem!.Code.Name);
        Assert.Contains("default, graphmemory-ide, all, reference", problem.Fields[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_told_in_the_reply()
    {
        var problem = McpProblems.MemoryFile.With("the folder is on the moon");
        await using var session = new Running(Session(Settings("default"), () => problem));
        await using var client = await session.ConnectAsync("2025-11-25");
        var reply = await client.CallToolAsync("read_graph", cancellationToken: McpHarness.Token);
        await using var mirrored = new Running(Session(Settings("reference") with { MemoryFile = _mcp.PathOf("m.jsonl") }, () => problem));

        Assert.True(reply.IsError);
        Assert.Equal("the folder is on the moon", Assert.IsType<TextContentBlock>(reply.Content[0]).Text);
        Assert.Equal(problem, await mirrored.Ended.WaitAsync(McpHarness.Token));
    }

    [Fact]
    public async Task A_memory_file_is_taken_over_mirrored_and_has_a_workspace_of_its_own()
    {
        var file = _mcp.PathOf("memory.jsonl");
        await File.WriteAllTextAsync(file, "{\"type\":\"entity\",\"name\":\"H\",\"entityType\":\"t\",\"observations\":[\"a\"]}\r\nnonsense\n", McpHarness.Token);
        await using var session = Start(Settings("reference") with { MemoryFile = file });
        await using var client = await session.ConnectAsync("2025-06-18");
        await client.CallToolAsync("create_relations", Arguments("""{"relations":[{"from":"H","to":"I","relationType":"r"}]}"""), cancellationToken: McpHarness.Token);

        Assert.Equal(
            "{\"type\":\"entity\",\"name\":\"H\",\"entityType\":\"t\",\"observations\":[\"a\"]}\n{\"type\":\"relation\",\"from\":\"H\",\"to\":\"I\",\"relationType\":\"r\"}",
            await File.ReadAllTextAsync(file, McpHarness.Token));
        Assert.Contains("line 2: is not JSON and could not be healed: nonsense", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"line\":2", await File.ReadAllTextAsync(file + ".rejects.jsonl", McpHarness.Token), StringComparison.Ordinal);
        Assert.Contains(_mcp.Store.Workspaces(), workspace => workspace.Name.StartsWith("memory-file-", StringComparison.Ordinal));
    }

    private static Dictionary<string, object?> Arguments(string json) =>
        McpHarness.Json(json).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value);

    private StdioSettings Settings(string tools) => new(_mcp.DataFolder, null, tools, null, null);

    private Running Start(StdioSettings settings) => new(Session(settings, () => _mcp.Open()));

    private StdioSession Session(StdioSettings settings, Func<Result<LocalMemory>> open) =>
        new(settings, _mcp.Profiles, _mcp.Limits, open, _errors, TimeProvider.System);

    private sealed class Running : IAsyncDisposable
    {
        private readonly Pipe _toServer = new();
        private readonly Pipe _toClient = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly StdioSession _session;

        public Running(StdioSession session)
        {
            _session = session;
            Ended = session.RunAsync(_toServer.Reader.AsStream(), _toClient.Writer.AsStream(), _stop.Token);
        }

        public Task<Problem?> Ended { get; }

        public Task<McpClient> ConnectAsync(string version) => McpClient.CreateAsync(
            new StreamClientTransport(_toServer.Writer.AsStream(), _toClient.Reader.AsStream()),
            new McpClientOptions { ProtocolVersion = version }, cancellationToken: McpHarness.Token);

        public void CloseInput() => _toServer.Writer.Complete();

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Ended;
            _session.Dispose();
            _stop.Dispose();
        }
    }
}
