using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Mcp;

public sealed class StdioTests
{
    private static readonly string[] ReferenceTools =
    [
        "create_entities", "create_relations", "add_observations", "delete_entities", "delete_observations",
        "delete_relations", "read_graph", "search_nodes", "open_nodes",
    ];

    [Fact]
    public async Task The_handshake_names_the_server_and_answers_the_protocol_version()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);

        Assert.Equal(McpHandshake.ProtocolVersion, session.ServerInfo["protocolVersion"]!.GetValue<string>());
        Assert.NotEmpty(session.ServerInfo["serverInfo"]!["name"]!.GetValue<string>());
        Assert.NotNull(session.ServerInfo["capabilities"]!["tools"]);
    }

    [Fact]
    public async Task The_reference_profile_offers_exactly_the_nine_tools()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path, ["--tools", "reference"]);

        Assert.Equal(ReferenceTools.Order(), (await ToolNamesAsync(session)).Order());
    }

    [Fact]
    public async Task The_default_profile_adds_at_most_six_tools()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        var names = await ToolNamesAsync(session);

        Assert.Superset(ReferenceTools.ToHashSet(), names.ToHashSet());
        Assert.Superset(new HashSet<string> { "recall", "remember", "context", "timeline", "changes_since" }, names.ToHashSet());
        Assert.InRange(names.Count, ReferenceTools.Length + 5, ReferenceTools.Length + 6);
    }

    [Fact]
    public async Task Every_tool_states_its_arguments_as_a_json_schema()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        var tools = (await session.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray();

        Assert.All(tools, tool =>
        {
            Assert.Equal("object", tool!["inputSchema"]!["type"]!.GetValue<string>());
            Assert.NotEmpty(tool["description"]!.GetValue<string>());
            Assert.NotNull(tool["annotations"]!["readOnlyHint"]);
        });
    }

    [Fact]
    public async Task What_one_session_remembers_the_next_one_recalls()
    {
        using var folder = new DataFolder();
        await using (var session = await McpOverStdio.StartAsync(folder.Path))
        {
            await session.CallAsync("remember", new JsonObject { ["text"] = "The nightly build runs on the machine in the basement.", ["about"] = "nightly build" });
            Assert.Equal(0, await session.CloseAsync());
        }

        await using var later = await McpOverStdio.StartAsync(folder.Path);
        var recalled = await later.CallAsync("recall", new JsonObject { ["query"] = "where does the nightly build run" });
        Assert.Contains("machine in the basement", recalled.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_arguments_are_refused_by_name_and_the_session_goes_on()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        var unknown = await session.RequestAsync("tools/call", new JsonObject { ["name"] = "no_such_tool", ["arguments"] = new JsonObject() });
        var missing = await session.RequestAsync("tools/call", new JsonObject { ["name"] = "recall", ["arguments"] = new JsonObject() });

        Assert.True(ToolReply.IsError(unknown), unknown.ToJsonString());
        Assert.Contains("no_such_tool", unknown.ToJsonString(), StringComparison.Ordinal);
        Assert.True(ToolReply.IsError(missing), missing.ToJsonString());
        Assert.Contains("query", missing.ToJsonString(), StringComparison.Ordinal);
        await session.CallAsync("create_entities", Reference.Entities("still here"));
    }

    [Fact]
    public async Task Standard_output_carries_the_protocol_and_nothing_else()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path);
        await session.CallAsync("create_entities", Reference.Entities("a", "b"));
        await session.Process.Input.WriteLineAsync("this is not JSON");
        await session.CallAsync("open_nodes", Reference.Names("a"));
        await session.CloseAsync();

        Assert.Empty(session.StrayLines);
    }

    private static async Task<IReadOnlyList<string>> ToolNamesAsync(McpOverStdio session) =>
        [.. (await session.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray().Select(tool => tool!["name"]!.GetValue<string>())];
}
