using System.Text.Json;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Ide;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Mcp;

public sealed class IdeToolsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly MemoryTools _memory;

    public IdeToolsTests() => _memory = new MemoryTools(ToolProfiles.Ide, _time);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public void The_profile_has_the_ten_tools_with_their_arguments()
    {
        var arguments = IdeTools.All.ToDictionary(
            tool => tool.Name, tool => string.Join(' ', McpHarness.Json(tool.Description.InputSchema).GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => name != "idempotencyKey")));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["memory_search"] = "query limit type tags threshold",
                ["memory_create"] = "content type tags metadata",
                ["memory_update"] = "id content tags metadata",
                ["memory_delete"] = "id",
                ["memory_relate"] = "source_id target_id type weight metadata",
                ["graph_query"] = "query parameters",
                ["graph_analyze"] = "analysis_type node_filter depth",
                ["knowledge_cluster"] = "topic algorithm num_clusters",
                ["knowledge_insights"] = "context insight_type time_range",
                ["knowledge_recommend"] = "context limit type",
            },
            arguments);
    }

    [Fact]
    public async Task A_memory_keeps_its_id_through_updates_and_its_metadata_as_they_are()
    {
        var created = await _memory.RunAsync("memory_create", """{"content":"Deploy with make ship","type":"procedure","tags":["deploy"],"metadata":{"n":1.5,"who":"ada","deep":{"a":[null]},"odd":"json:x"}}""");
        _time.Advance(TimeSpan.FromDays(1));
        var id = created.GetProperty("id").GetString()!;
        var updated = await _memory.RunAsync("memory_update", $$"""{"id":"{{id}}","content":"Deploy with make release"}""");
        var again = await _memory.RunAsync("memory_update", $$"""{"id":"{{id}}","tags":["ops"],"metadata":{} }""");

        Assert.StartsWith("mem_", id, StringComparison.Ordinal);
        Assert.Equal("procedural", created.GetProperty("kind").GetString());
        Assert.Equal("""{"deep":{"a":[null]},"n":1.5,"odd":"json:x","who":"ada"}""", created.GetProperty("metadata").GetRawText());
        Assert.Equal("2026-03-01T09:00:00.000Z", created.GetProperty("created_at").GetString());
        Assert.Equal(id, updated.GetProperty("id").GetString());
        Assert.Equal("2026-03-01T09:00:00.000Z", updated.GetProperty("created_at").GetString());
        Assert.Equal("2026-03-02T09:00:00.000Z", updated.GetProperty("updated_at").GetString());
        Assert.Equal("ada", updated.GetProperty("metadata").GetProperty("who").GetString());
        Assert.Equal(("Deploy with make release", "ops", "{}"), (again.GetProperty("content").GetString(), again.GetProperty("tags")[0].GetString(), again.GetProperty("metadata").GetRawText()));
        var found = Assert.Single((await _memory.RunAsync("memory_search", """{"query":"deploy"}""")).GetProperty("memories").EnumerateArray());
        Assert.Equal("Deploy with make release", found.GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_memory_that_says_the_same_is_not_kept_twice()
    {
        var first = await CreateAsync("the same");
        Assert.Equal(first, await CreateAsync("the same"));
    }

    [Fact]
    public async Task What_other_tools_wrote_is_a_memory_too()
    {
        await _memory.RunAsync("remember", """{"text":"listens on port 5432","about":"pg","type":"database"}""", ToolProfiles.Default);
        var found = Assert.Single((await _memory.RunAsync("memory_search", """{"query":"port 5432"}""")).GetProperty("memories").EnumerateArray());
        var deleted = await _memory.RunAsync("memory_delete", $$"""{"id":"{{found.GetProperty("id").GetString()}}"}""");

        Assert.Equal(("pg", "database", "semantic"), (found.GetProperty("about").GetString(), found.GetProperty("type").GetString(), found.GetProperty("kind").GetString()));
        Assert.True(deleted.GetProperty("deleted").GetBoolean());
        Assert.Equal("pg", (await _memory.RunAsync("graph_query", """{"query":"MATCH (n) RETURN n.name"}""")).GetProperty("rows")[0][0].GetString());
        Assert.Equal(0, (await _memory.RunAsync("memory_search", """{"query":"port 5432"}""")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_search_filters_by_type_kind_tags_and_score_and_suggests_names()
    {
        await CreateAsync("kafka topics are partitioned", "concept");
        await CreateAsync("restart kafka with the script", "procedure");
        await _memory.RunAsync("remember", """{"text":"x","about":"kafka-broker","type":"broker"}""", ToolProfiles.Default);
        async Task<int> Total(string arguments) => (await _memory.RunAsync("memory_search", arguments)).GetProperty("total").GetInt32();
        var all = await _memory.RunAsync("memory_search", """{"query":"kafka","threshold":0,"limit":1}""");

        Assert.True(all.GetProperty("total").GetInt32() >= 2);
        Assert.Single(all.GetProperty("memories").EnumerateArray());
        Assert.Equal(1, all.GetProperty("memories")[0].GetProperty("score").GetDouble());
        Assert.Equal("kafka-broker", all.GetProperty("suggestions")[0].GetString());
        Assert.True(all.GetProperty("query_time").GetDouble() >= 0);
        Assert.Equal(1, await Total("""{"query":"kafka","type":"procedural","threshold":0}"""));
        Assert.Equal(1, await Total("""{"query":"kafka","type":"concept","threshold":0}"""));
        Assert.Equal(0, await Total("""{"query":"kafka","tags":["none"],"threshold":0}"""));
    }

    [Fact]
    public async Task Memories_are_related_through_what_they_are_about()
    {
        var (a, b) = (await CreateAsync("write the test"), await CreateAsync("run the test"));
        var relation = await _memory.RunAsync("memory_relate", $$"""{"source_id":"{{a}}","target_id":"{{b}}","type":"Precedes","weight":0.25,"metadata":{"why":"order"} }""");
        var itself = await _memory.TryAsync("memory_relate", $$"""{"source_id":"{{a}}","target_id":"{{a}}","type":"x"}""");
        var steps = await _memory.RunAsync("knowledge_recommend", """{"context":"write the test","type":"next_steps"}""");

        Assert.Equal(("precedes", 0.25, "order"), (relation.GetProperty("type").GetString(), relation.GetProperty("weight").GetDouble(), relation.GetProperty("metadata").GetProperty("why").GetString()));
        Assert.Contains("two things", itself.Text, StringComparison.Ordinal);
        Assert.Contains(steps.GetProperty("recommendations").EnumerateArray(), each => each.GetProperty("memory").GetProperty("id").GetString() == b && each.GetProperty("reason").GetString()!.Contains("precedes", StringComparison.Ordinal));
        await _memory.RunAsync("memory_delete", $$"""{"id":"{{b}}"}""");
        Assert.Equal(0, (await _memory.RunAsync("graph_query", """{"query":"MATCH ()-[r]->() RETURN count(r)"}""")).GetProperty("rows")[0][0].GetInt32());
    }

    [Theory]
    [InlineData("memory_update", """{"id":"mem_999","content":"x"}""", "GRAPH_003")]
    [InlineData("memory_update", """{"id":"anything"}""", "GRAPH_003")]
    [InlineData("memory_delete", """{"id":"mem_x"}""", "GRAPH_003")]
    [InlineData("memory_relate", """{"source_id":"mem_1","target_id":"mem_2","type":"x"}""", "GRAPH_003")]
    [InlineData("memory_create", """{"content":" ","type":"note"}""", "MCP_001")]
    [InlineData("memory_create", """{"content":"x"}""", "MCP_001")]
    [InlineData("memory_create", """{"content":"x","type":"note","metadata":[]}""", "MCP_001")]
    [InlineData("memory_search", """{"query":"x","limit":0}""", "MCP_001")]
    [InlineData("memory_search", """{"query":"x","threshold":2}""", "MCP_001")]
    [InlineData("graph_query", """{"query":"DELETE"}""", "CYPHER_002")]
    [InlineData("graph_query", """{}""", "MCP_001")]
    [InlineData("graph_analyze", """{}""", "MCP_001")]
    [InlineData("graph_analyze", """{"analysis_type":"magic"}""", "MCP_001")]
    [InlineData("graph_analyze", """{"analysis_type":"paths","depth":11}""", "MCP_001")]
    [InlineData("knowledge_cluster", """{"num_clusters":1}""", "MCP_001")]
    [InlineData("knowledge_insights", """{"time_range":"soon"}""", "MCP_001")]
    [InlineData("knowledge_insights", """{"time_range":7}""", "MCP_001")]
    [InlineData("knowledge_recommend", """{"context":"x","limit":101}""", "MCP_001")]
    public async Task What_is_wrong_is_named(string tool, string arguments, string code)
    {
        var reply = await _memory.TryAsync(tool, arguments);
        Assert.Equal((true, code), (reply.IsError, reply.Code));
    }

    [Fact]
    public async Task A_query_takes_parameters_of_every_kind_and_shows_every_value()
    {
        await SeedServicesAsync();
        var answer = await _memory.RunAsync("graph_query",
            """{"query":"MATCH (s:service)-[r:uses]->(d) WHERE s.name IN $names AND $yes AND r.weight > $low AND $none IS NULL RETURN s, r, labels(d), r.weight, $count, $half, $yes ORDER BY s.name LIMIT 1","parameters":{"names":["web"],"yes":true,"no":false,"low":0.1,"none":null,"count":3,"half":0.5}}""");
        var row = answer.GetProperty("rows")[0];

        Assert.Equal("[\"s\",\"r\",\"labels(d)\",\"r.weight\",\"$count\",\"$half\",\"$yes\"]", answer.GetProperty("columns").GetRawText());
        Assert.Equal("web", row[0].GetProperty("label").GetString());
        Assert.Equal("uses", row[1].GetProperty("type").GetString());
        Assert.Equal("""["service"],1,3,0.5,true""", string.Join(',', row.EnumerateArray().Skip(2).Select(value => value.GetRawText())));
    }

    [Theory]
    [InlineData("centrality", "api")]
    [InlineData("clustering", "api")]
    [InlineData("paths", "web")]
    [InlineData("communities", "api")]
    [InlineData("statistics", "4 nodes")]
    public async Task Each_analysis_measures_draws_and_says_what_it_found(string type, string found)
    {
        await SeedServicesAsync();
        var answer = await _memory.RunAsync("graph_analyze", $$"""{"analysis_type":"{{type}}","node_filter":"{{(type == "paths" ? "web" : "")}}"}""");
        var drawn = answer.GetProperty("visualization").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()).ToHashSet();

        Assert.Equal(type, answer.GetProperty("analysis_type").GetString());
        Assert.Contains(found, answer.GetProperty("results").GetRawText() + answer.GetProperty("insights").GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(drawn);
        Assert.All(answer.GetProperty("visualization").GetProperty("edges").EnumerateArray(), edge =>
            Assert.True(drawn.Contains(edge.GetProperty("source").GetString()) && drawn.Contains(edge.GetProperty("target").GetString())));
    }

    [Fact]
    public async Task An_empty_graph_is_analysed_too()
    {
        foreach (var type in (string[])["centrality", "clustering", "paths", "communities", "statistics"])
        {
            Assert.Equal(type, (await _memory.RunAsync("graph_analyze", $$"""{"analysis_type":"{{type}}"}""")).GetProperty("analysis_type").GetString());
        }

        Assert.Empty((await _memory.RunAsync("knowledge_cluster", "{}")).GetProperty("clusters").EnumerateArray());
        Assert.Empty((await _memory.RunAsync("knowledge_recommend", """{"context":"x"}""")).GetProperty("recommendations").EnumerateArray());
        Assert.Equal(0, (await _memory.RunAsync("memory_search", """{"query":"x"}""")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("kmeans", "{}")]
    [InlineData("hierarchical", "{}")]
    [InlineData("dbscan", "{}")]
    [InlineData("kmeans", "milk")]
    public async Task Memories_are_grouped_by_their_words(string algorithm, string topic)
    {
        foreach (var text in (string[])["the cat drinks milk", "a cat sleeps beside milk", "milk for the cat", "the build compiles the linker", "the linker slows the build", "compiles with a linker in the build"]) { await CreateAsync(text); }
        var about = topic == "{}" ? "" : $"\"topic\":\"{topic}\",";
        var answer = await _memory.RunAsync("knowledge_cluster", $$"""{ {{about}}"algorithm":"{{algorithm}}","num_clusters":2}""");
        var clusters = answer.GetProperty("clusters").EnumerateArray().ToList();

        Assert.Equal(algorithm, answer.GetProperty("algorithm").GetString());
        Assert.NotEmpty(clusters);
        if (topic == "{}") { Assert.Equal([3, 3], clusters.Select(cluster => cluster.GetProperty("memories").GetArrayLength())); }
        Assert.Contains(clusters, cluster => cluster.GetProperty("keywords").EnumerateArray().Any(word => word.GetString() == "milk"));
        Assert.All(clusters, cluster => Assert.NotEmpty(cluster.GetProperty("centroid").EnumerateObject()));
    }

    [Theory]
    [InlineData("patterns", "service uses service")]
    [InlineData("gaps", "have uses")]
    [InlineData("connections", "same words")]
    [InlineData("trends", "rising")]
    public async Task Insights_come_from_the_data(string type, string description)
    {
        await SeedServicesAsync();
        var answer = await _memory.RunAsync("knowledge_insights", $$"""{"insight_type":"{{type}}","time_range":"7d"}""");
        var none = await _memory.RunAsync("knowledge_insights", $$"""{"insight_type":"{{type}}","context":"no such thing"}""");
        _time.Advance(TimeSpan.FromDays(400));
        var old = await _memory.RunAsync("knowledge_insights", $$"""{"insight_type":"{{type}}","time_range":"1y"}""");

        Assert.Contains(answer.GetProperty("insights").EnumerateArray(), insight => insight.GetProperty("description").GetString()!.Contains(description, StringComparison.Ordinal)
            && insight.GetProperty("confidence").GetDouble() is > 0 and <= 1 && insight.GetProperty("supporting_evidence").GetArrayLength() > 0);
        Assert.Equal("2026-03-01T09:00:00.000Z", answer.GetProperty("generated_at").GetString());
        Assert.Empty(none.GetProperty("insights").EnumerateArray());
        Assert.DoesNotContain(old.GetProperty("insights").EnumerateArray(), insight => insight.GetProperty("description").GetString()!.Contains(description, StringComparison.Ordinal) && type != "trends");
    }

    [Theory]
    [InlineData("similar")]
    [InlineData("related")]
    [InlineData("complementary")]
    public async Task Recommendations_carry_a_score_and_a_reason(string type)
    {
        await SeedServicesAsync();
        var answer = await _memory.RunAsync("knowledge_recommend", $$"""{"context":"retries with backoff","type":"{{type}}","limit":2}""");
        var found = answer.GetProperty("recommendations").EnumerateArray().ToList();

        Assert.Equal(type, answer.GetProperty("recommendation_type").GetString());
        Assert.True(found.Count <= 2);
        if (type != "complementary") { Assert.NotEmpty(found); }
        Assert.All(found, each => Assert.True(each.GetProperty("score").GetDouble() is > 0 and <= 1 && each.GetProperty("reason").GetString()!.Length > 0));
    }

    private async Task<string> CreateAsync(string content, string type = "note") =>
        (await _memory.RunAsync("memory_create", $$"""{"content":"{{content}}","type":"{{type}}"}""")).GetProperty("id").GetString()!;

    private async Task SeedServicesAsync()
    {
        await _memory.RunAsync("create_entities", """
            {"entities":[{"name":"web","entityType":"service","observations":["retries requests with exponential backoff"]},{"name":"api","entityType":"service","observations":[]},
              {"name":"job","entityType":"service","observations":["retries requests with exponential backoff too"]},{"name":"mail","entityType":"service","observations":["sends mail"]}]}
            """, ToolProfiles.Default);
        await _memory.RunAsync("create_relations", """
            {"relations":[{"from":"web","to":"api","relationType":"uses"},{"from":"api","to":"mail","relationType":"uses"},{"from":"job","to":"api","relationType":"uses"},{"from":"web","to":"mail","relationType":"uses"}]}
            """, ToolProfiles.Default);
    }
}
