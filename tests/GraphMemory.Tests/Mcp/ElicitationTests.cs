using System.Text.Json.Nodes;
using GraphMemory.Server.Mcp;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>A call that records a contradiction, with clients of both generations that can ask a person, and with those that cannot.</summary>
public sealed class ElicitationTests : IDisposable
{
    private readonly MemoryTools _memory = new(ToolProfiles.All);
    private readonly List<string> _asked = [];

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("2025-11-25", "earlier", "Tests run on Linux")]
    [InlineData("2026-07-28", "earlier", "Tests run on Linux")]
    [InlineData("2025-11-25", "later", "Tests do not run on Linux")]
    [InlineData("2026-07-28", "later", "Tests do not run on Linux")]
    [InlineData("2025-11-25", "both", "Tests run on Linux|Tests do not run on Linux")]
    [InlineData("2026-07-28", "neither", "")]
    public async Task The_person_decides_which_side_stands(string version, string keep, string standing)
    {
        await _memory.RunAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await using var pair = await ConnectAsync(version, new ElicitResult { Action = "accept", Content = Content(keep) });
        var result = await pair.CallAsync("remember", """{"text":"Tests do not run on Linux","about":"ci"}""");

        Assert.Contains("Tests run on Linux", Assert.Single(_asked), StringComparison.Ordinal);
        Assert.Contains("Tests do not run on Linux", _asked[0], StringComparison.Ordinal);
        Assert.Contains("Remembered as", ClientPair.Text(result), StringComparison.Ordinal);
        Assert.True(result.StructuredContent!.Value.GetProperty("remembered")[0].GetProperty("isNew").GetBoolean());
        Assert.Equal(standing, string.Join('|', await StandingAsync()));
        Assert.Empty((await _memory.RunAsync("conflicts", "{}")).GetProperty("conflicts").EnumerateArray());
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_process_that_speaks_to_the_client_asks_when_another_one_holds_the_store(string version)
    {
        await using var served = await ServedMemory.StartAsync();
        using var http = new HttpClient();
        var remote = new RemoteTools(http, new ServerAddress(served.Url, served.Token));
        await using var pair = await ConnectAsync(version, new ElicitResult { Action = "accept", Content = Content("later") }, remote);
        await pair.CallAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await pair.CallAsync("remember", """{"text":"Tests do not run on Linux","about":"ci"}""");
        var standing = await pair.CallAsync("open_nodes", """{"names":["ci"]}""");

        Assert.Single(_asked);
        Assert.Equal("""["Tests do not run on Linux"]""", standing.StructuredContent!.Value.GetProperty("entities")[0].GetProperty("observations").GetRawText());
        Assert.Contains("memory://entity/ci", (await pair.Client.ListResourcesAsync(cancellationToken: McpHarness.Token)).Select(resource => resource.Uri));
    }

    [Theory]
    [InlineData("2025-11-25", "decline")]
    [InlineData("2026-07-28", "cancel")]
    public async Task A_question_that_is_not_answered_leaves_both_sides_and_says_so(string version, string action)
    {
        await _memory.RunAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await using var pair = await ConnectAsync(version, new ElicitResult { Action = action });
        var result = await pair.CallAsync("remember", """{"text":"Tests do not run on Linux","about":"ci"}""");

        Assert.Single(_asked);
        Assert.Contains("both sides of the contradiction stay", ClientPair.Text(result), StringComparison.Ordinal);
        Assert.Equal(2, (await StandingAsync()).Count);
        Assert.Single((await _memory.RunAsync("conflicts", "{}")).GetProperty("conflicts").EnumerateArray());
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task An_answer_without_a_choice_decides_nothing(string version)
    {
        await _memory.RunAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await using var pair = await ConnectAsync(version, new ElicitResult { Action = "accept", Content = Content("whatever") });
        var result = await pair.CallAsync("remember", """{"text":"Tests do not run on Linux","about":"ci"}""");

        Assert.Contains("both stay, undecided", ClientPair.Text(result), StringComparison.Ordinal);
        Assert.Equal(2, (await StandingAsync()).Count);
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_that_cannot_ask_is_told(string version)
    {
        await _memory.RunAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await using var pair = await ClientPair.ConnectAsync(_memory, version, ToolProfiles.All);
        var result = await pair.CallAsync("add_observations", """{"observations":[{"entityName":"ci","contents":["Tests do not run on Linux"]}]}""");

        Assert.Contains("Both sides stay until someone decides.", ClientPair.Text(result), StringComparison.Ordinal);
        Assert.Equal(2, (await StandingAsync()).Count);
    }

    [Fact]
    public async Task The_reference_profile_says_what_that_server_says()
    {
        await _memory.RunAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await using var pair = await ClientPair.ConnectAsync(_memory, "2025-11-25", ToolProfiles.Reference);
        var result = await pair.CallAsync("add_observations", """{"observations":[{"entityName":"ci","contents":["Tests do not run on Linux"]}]}""");

        Assert.Single(result.Content);
    }

    [Fact]
    public async Task What_contradicts_nothing_asks_nothing()
    {
        await using var pair = await ConnectAsync("2026-07-28", new ElicitResult { Action = "accept", Content = Content("later") });
        await pair.CallAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");
        await pair.CallAsync("remember", """{"text":"Tests run on Linux","about":"ci"}""");

        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_state_that_was_altered_is_refused_and_nothing_is_written()
    {
        await using var pair = await ConnectAsync("2026-07-28", new ElicitResult { Action = "accept", Content = Content("later") });
        var request = new JsonRpcRequest
        {
            Method = RequestMethods.ToolsCall,
            Params = JsonNode.Parse("""{"name":"remember","arguments":{"text":"x","about":"y"},"requestState":"invented","inputResponses":{"conflicts":{"action":"accept","content":{"conflict_1":"later"}}}}"""),
        };
        var fault = await Assert.ThrowsAsync<McpProtocolException>(() => pair.Client.SendRequestAsync(request, McpHarness.Token));

        Assert.Equal(McpErrorCode.InvalidParams, fault.ErrorCode);
        Assert.Equal(0, (await _memory.RunAsync("changes_since", "{}")).GetProperty("head").GetInt64());
    }

    [Theory]
    [InlineData("{}", "MCP_001")]
    [InlineData("""{"earlier":1,"later":2,"keep":"all"}""", "MCP_001")]
    [InlineData("""{"earlier":1,"later":2,"keep":"both"}""", "GRAPH_004")]
    public async Task A_conflict_that_is_none_is_not_settled(string arguments, string code) =>
        Assert.Equal(code, (await _memory.TryAsync("resolve_conflict", arguments)).Code);

    [Theory]
    [InlineData("""{"facts":[1]}""", 1)]
    [InlineData("""{"facts":[99]}""", 0)]
    [InlineData("{}", 1)]
    public async Task Conflicts_are_listed_with_their_facts(string arguments, int count)
    {
        var ids = new List<long>();
        foreach (var text in (string[])["Tests run on Linux", "Tests do not run on Linux"])
        {
            ids.Add((await _memory.RunAsync("remember", $$"""{"text":"{{text}}","about":"ci"}""")).GetProperty("remembered")[0].GetProperty("id").GetInt64());
        }

        var found = (await _memory.RunAsync("conflicts", arguments.Replace("[1]", $"[{ids[0]}]", StringComparison.Ordinal))).GetProperty("conflicts").EnumerateArray().ToList();
        Assert.Equal(count, found.Count);
        Assert.All(found, conflict => Assert.Equal("polarity", conflict.GetProperty("kind").GetString()));
        Assert.Equal("MCP_001", (await _memory.TryAsync("conflicts", """{"facts":["x"]}""")).Code);
    }

    private Task<ClientPair> ConnectAsync(string version, ElicitResult answer, IToolInvoker? invoker = null) => ClientPair.ConnectAsync(_memory, version, ToolProfiles.All, new McpClientHandlers
    {
        ElicitationHandler = (request, _) =>
        {
            _asked.Add(request!.Message);
            return ValueTask.FromResult(answer);
        },
    }, canElicit: true, invoker);

    private async Task<List<string>> StandingAsync() =>
        [.. (await _memory.RunAsync("open_nodes", """{"names":["ci"]}""")).GetProperty("entities")[0].GetProperty("observations").EnumerateArray().Select(text => text.GetString()!)];

    private static Dictionary<string, System.Text.Json.JsonElement> Content(string keep) => new() { ["conflict_1"] = McpHarness.Json($"\"{keep}\"") };
}
