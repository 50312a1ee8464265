using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Mcp;

/// <summary>The ten tools of GraphMemory-IDE's plugins: over MCP, and in the way that those plugins call them.</summary>
public sealed class IdeProfileTests
{
    [Fact]
    public async Task The_ten_tools_answer_over_stdio()
    {
        using var folder = new DataFolder();
        await using var session = await McpOverStdio.StartAsync(folder.Path, ["--tools", "graphmemory-ide"]);
        var tools = (await session.RequestAsync("tools/list"))["result"]!["tools"]!.AsArray();
        var first = await CreateAsync(session, "the linker is slow", "fact");
        var second = await CreateAsync(session, "use lld as the linker", "procedure");
        await session.CallAsync("memory_relate", new JsonObject { ["source_id"] = first, ["target_id"] = second, ["type"] = "leads_to" });
        await session.CallAsync("memory_update", new JsonObject { ["id"] = second, ["content"] = "use mold as the linker" });
        var rows = await session.CallAsync("graph_query", new JsonObject { ["query"] = "MATCH (a)-[:leads_to]->(b) RETURN a.content, b.content" });
        var found = await session.CallAsync("memory_search", new JsonObject { ["query"] = "mold" });

        Assert.Equal(10, tools.Count);
        Assert.Equal("""[["the linker is slow","use mold as the linker"]]""", rows["rows"]!.ToJsonString());
        Assert.Equal(second, found["memories"]![0]!["id"]!.GetValue<string>());
        Assert.Equal(1, (await session.CallAsync("graph_analyze", new JsonObject { ["analysis_type"] = "statistics" }))["results"]![0]!["edges"]!.GetValue<int>());
        Assert.NotEmpty((await session.CallAsync("knowledge_cluster", new JsonObject { ["num_clusters"] = 2 }))["clusters"]!.AsArray());
        Assert.NotNull((await session.CallAsync("knowledge_insights", new JsonObject { ["insight_type"] = "trends" }))["generated_at"]);
        Assert.NotEmpty((await session.CallAsync("knowledge_recommend", new JsonObject { ["context"] = "the linker is slow", ["type"] = "next_steps" }))["recommendations"]!.AsArray());
        Assert.True((await session.CallAsync("memory_delete", new JsonObject { ["id"] = first }))["deleted"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_plugin_calls_its_own_path_without_a_handshake()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client(withToken: false);
        http.DefaultRequestHeaders.Add("X-API-Key", server.Token);
        using var health = await http.GetAsync("health");
        var created = await PostAsync(http, new JsonObject { ["content"] = "ships on Fridays", ["type"] = "fact" }, "memory_create");
        var found = await PostAsync(http, new JsonObject { ["query"] = "when does it ship" }, "memory_search");

        Assert.True(health.IsSuccessStatusCode);
        Assert.Equal("ships on Fridays", created["result"]!["content"]!.GetValue<string>());
        Assert.Equal(created["result"]!["id"]!.GetValue<string>(), found["result"]!["memories"]![0]!["id"]!.GetValue<string>());
    }

    private static async Task<string> CreateAsync(McpOverStdio session, string content, string type) =>
        (await session.CallAsync("memory_create", new JsonObject { ["content"] = content, ["type"] = type }))["id"]!.GetValue<string>();

    private static async Task<JsonNode> PostAsync(HttpClient http, JsonObject arguments, string tool)
    {
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = "1", ["method"] = "tools/call", ["params"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments } };
        using var response = await http.PostAsJsonAsync("mcp/tools", call);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
