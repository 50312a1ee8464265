using System.Text.Json;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Mcp;
using GraphMemory.Tests.Mcp;

namespace GraphMemory.Tests.Care;

public sealed class CareToolsTests : IDisposable
{
    private readonly McpHarness _mcp = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task A_pair_is_found_merged_and_taken_back()
    {
        await OkAsync("remember", """{"text":"Written in Go","about":"OrderService"}""");
        await OkAsync("remember", """{"text":"Listens on port 8080","about":"order service"}""");
        var review = await OkAsync("review_memory", "{}");
        Assert.Contains("order service into OrderService", review.Text, StringComparison.Ordinal);
        Assert.Equal(1, review.Structured!.Value.GetProperty("duplicates").GetProperty("entitiesTotal").GetInt32());

        var merged = await OkAsync("merge_entities", """{"from":"order service","into":"OrderService"}""");
        Assert.Equal("order service is OrderService now; 1 facts moved.", merged.Text);
        Assert.Equal("order service was OrderService already.", (await OkAsync("merge_entities", """{"from":"order service","into":"OrderService"}""")).Text);
        Assert.Contains("Listens on port 8080", (await OkAsync("open_nodes", """{"names":["order service"]}""")).Text, StringComparison.Ordinal);
        Assert.Equal("Nothing to put in order.", (await OkAsync("review_memory", "{}")).Text);

        Assert.Contains("stands again with 1 facts", (await OkAsync("unmerge_entities", """{"name":"order service"}""")).Text, StringComparison.Ordinal);
        Assert.Contains("taken back already", (await OkAsync("unmerge_entities", """{"name":"order service"}""")).Text, StringComparison.Ordinal);
        var changes = await OkAsync("changes_since", "{}");
        foreach (var word in (string[])["revised", "undone"]) { Assert.Contains(word, changes.Text, StringComparison.Ordinal); }
    }

    [Fact]
    public async Task A_review_tells_every_kind_in_a_line()
    {
        await OkAsync("remember", """{"text":"Keeps every receipt for ten years","about":"archive","tags":["database"]}""");
        await OkAsync("remember", """{"text":"It keeps the receipts for ten years, every one","about":"archive","tags":["databse"]}""");
        await OkAsync("remember", """{"text":"uses tabs","about":"style"}""");
        await OkAsync("remember", """{"text":"does not use tabs","about":"style"}""");
        await OkAsync("create_entities", """{"entities":[{"name":"bare","entityType":"t","observations":[]}]}""");

        var text = (await OkAsync("review_memory", """{"limit":5,"threshold":0.7}""")).Text;

        foreach (var part in (string[])["Observations that say the same (1)", "Contradictions (1)", "Stale facts (2)", "bare: nothing is said about it", "databse into database"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Marks_are_set_and_shown()
    {
        var id = (await OkAsync("remember", """{"text":"one","about":"x"}""")).Structured!.Value.GetProperty("remembered")[0].GetProperty("id").GetInt64();
        Assert.Equal("Pinned: 2.", (await OkAsync("pin", $$"""{"factIds":[{{id}}],"entityNames":["x"]}""")).Text);
        Assert.Equal("Unpinned: 1.", (await OkAsync("pin", $$"""{"factIds":[{{id}}],"pinned":false}""")).Text);
        var tier = await OkAsync("set_tier", $$"""{"factIds":[{{id}}],"tier":"archive","expiresAt":"2030-01-01"}""");

        var item = tier.Structured!.Value.GetProperty("items")[0];
        Assert.Equal(("archive", false, "2030-01-01T00:00:00.000Z"), (item.GetProperty("tier").GetString(), item.GetProperty("pinned").GetBoolean(), item.GetProperty("expiresAt").GetString()));
        Assert.Contains("marked", (await OkAsync("changes_since", "{}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("merge_entities", "{}", "from is missing")]
    [InlineData("merge_entities", """{"from":"a","into":"b"}""", "not found")]
    [InlineData("unmerge_entities", "{}", "name is missing")]
    [InlineData("unmerge_entities", """{"name":"a"}""", "was not merged")]
    [InlineData("pin", "{}", "names: are missing")]
    [InlineData("pin", """{"factIds":["one"]}""", "factIds[0]")]
    [InlineData("pin", """{"factIds":[99]}""", "99")]
    [InlineData("set_tier", """{"factIds":[1]}""", "tier is missing")]
    [InlineData("set_tier", """{"factIds":[1],"tier":"attic"}""", "core, working, archive")]
    [InlineData("review_memory", """{"threshold":7}""", "threshold")]
    public async Task What_is_wrong_is_told(string tool, string arguments, string expected)
    {
        var reply = await _mcp.RunAsync(tool, arguments, ToolProfiles.All);
        Assert.True(reply.IsError);
        Assert.Contains(expected, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recall_is_asked_for_tiers_by_name()
    {
        var asked = new List<Engine.Retrieval.RecallRequest>();
        _mcp.Ranking = request =>
        {
            asked.Add(request);
            return [];
        };
        await OkAsync("recall", """{"query":"x","tiers":["archive","core"]}""");
        await OkAsync("recall", """{"query":"x"}""");
        Assert.True((await _mcp.RunAsync("recall", """{"query":"x","tiers":["attic"]}""", ToolProfiles.All)).IsError);
        Assert.Equal([[Engine.Graph.Tier.Archive, Engine.Graph.Tier.Core], []], asked.Select(request => request.Filter.Tiers.ToArray()));
    }

    private async Task<ToolReply> OkAsync(string tool, string arguments)
    {
        var reply = await _mcp.RunAsync(tool, arguments, ToolProfiles.All);
        Assert.False(reply.IsError, reply.Text);
        return reply;
    }
}
