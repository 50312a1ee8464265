using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

public sealed class DefaultToolsTests : IDisposable
{
    private readonly McpHarness _mcp = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task A_statement_is_remembered_once_with_where_it_came_from()
    {
        const string Statement = """{"text":"Builds run on the basement machine","about":"nightly build","tags":["ops"],"file":"docs/ci.md","confidence":0.5,"validFrom":"2026-01-01"}""";
        var first = await _mcp.RunDefaultAsync("remember", Statement);
        var again = await _mcp.RunDefaultAsync("remember", Statement);
        var history = await _mcp.RunDefaultAsync("timeline", """{"entity":"nightly build"}""");

        Assert.StartsWith("Remembered as #", first.Text, StringComparison.Ordinal);
        Assert.StartsWith("Already known as #", again.Text, StringComparison.Ordinal);
        var fact = history.Structured!.Value.GetProperty("facts")[0];
        Assert.Equal("docs/ci.md test client", fact.GetProperty("source").GetString());
        Assert.Equal("2026-01-01", fact.GetProperty("validFrom").GetString());
        Assert.Equal("ops", fact.GetProperty("tags")[0].GetString());
        Assert.Equal(0.5, fact.GetProperty("confidence").GetDouble());
        Assert.Contains("valid from 2026-01-01", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contradiction_is_kept_and_reported()
    {
        await _mcp.RunDefaultAsync("remember", """{"text":"The service uses tabs","about":"service"}""");
        var reply = await _mcp.RunDefaultAsync("remember", """{"text":"The service does not use tabs","about":"service"}""");

        Assert.Contains("It contradicts #", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, reply.Structured!.Value.GetProperty("remembered")[0].GetProperty("conflictsWith").GetArrayLength());
    }

    [Fact]
    public async Task Several_statements_and_notes_go_in_one_call()
    {
        var reply = await _mcp.RunDefaultAsync("remember", """{"items":[{"text":"one thing","validTo":"2027-01-01"},{"text":"another","about":"x","type":"kind"}]}""");
        var changes = await _mcp.RunDefaultAsync("changes_since", "{}");

        Assert.Equal(2, reply.Structured!.Value.GetProperty("remembered").GetArrayLength());
        Assert.Contains("one thing", changes.Text, StringComparison.Ordinal);
        Assert.Contains("valid until 2027-01-01", changes.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("note-", changes.Structured!.Value.GetProperty("changes")[1].GetProperty("fact").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repeated_key_does_it_once_and_answers_alike()
    {
        const string Arguments = """{"entities":[{"name":"Once","entityType":"t","observations":[]}],"idempotencyKey":"k1"}""";
        var first = await _mcp.RunDefaultAsync("create_entities", Arguments);
        var again = await _mcp.RunDefaultAsync("create_entities", Arguments);
        var other = await _mcp.RunDefaultAsync("create_entities", """{"entities":[],"idempotencyKey":"k1"}""");

        Assert.Equal(first.Text, again.Text);
        Assert.Contains("Once", again.Text, StringComparison.Ordinal);
        Assert.True(other.IsError);
        Assert.Equal("GRAPH_008", other.Code);
    }

    [Fact]
    public async Task Changes_are_read_page_by_page_without_a_gap_however_small_the_budget()
    {
        for (var i = 0; i < 5; i++) { await _mcp.RunDefaultAsync("remember", $$"""{"text":"statement number {{i}} {{new string('x', 300)}}","about":"thing {{i}}"}"""); }
        var (cursor, seen) = (0L, new List<long>());
        while (true)
        {
            var page = (await _mcp.RunDefaultAsync("changes_since", $$"""{"cursor":{{cursor}},"budgetTokens":64}""")).Structured!.Value;
            if (page.GetProperty("changes").GetArrayLength() == 0) { break; }
            seen.AddRange(page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("seq").GetInt64()));
            cursor = page.GetProperty("cursor").GetInt64();
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(seq => (long)seq), seen);
    }

    [Fact]
    public async Task A_trimmed_log_is_said_and_not_passed_over()
    {
        await _mcp.RunDefaultAsync("remember", """{"text":"early","about":"x"}""");
        var id = (await _mcp.Store.OpenWorkspaceAsync("default", McpHarness.Token)).Value.Id;
        await _mcp.Store.WriteAsync<int>(id, write => { write.TrimLog(2); return 0; }, McpHarness.Token);
        var reply = await _mcp.RunDefaultAsync("changes_since", """{"cursor":0}""");
        var ahead = await _mcp.RunDefaultAsync("changes_since", """{"cursor":99}""");

        Assert.True(reply.Structured!.Value.GetProperty("trimmed").GetBoolean());
        Assert.Equal("early", reply.Structured!.Value.GetProperty("snapshot").GetProperty("entities")[0].GetProperty("observations")[0].GetString());
        Assert.Contains("no longer reaches back", reply.Text, StringComparison.Ordinal);
        Assert.Contains("early", reply.Text, StringComparison.Ordinal);
        Assert.True(ahead.IsError);
    }

    [Fact]
    public async Task Every_kind_of_change_has_a_word()
    {
        await _mcp.RunDefaultAsync("create_relations", """{"relations":[{"from":"a","to":"b","relationType":"r"}]}""");
        await _mcp.RunDefaultAsync("create_entities", """{"entities":[{"name":"a","entityType":"t","observations":["uses x","does not use x"]}]}""");
        var id = (await _mcp.Store.OpenWorkspaceAsync("default", McpHarness.Token)).Value.Id;
        await _mcp.Store.WriteAsync<int>(id, write =>
        {
            var conflict = write.Conflicts(openOnly: true, 1)[0];
            write.ResolveConflict(conflict.EarlierId, conflict.LaterId);
            write.DeclarePredicate("r", isFunctional: true);
            write.PurgeFact(conflict.LaterId);
            return 0;
        }, McpHarness.Token);
        await _mcp.RunDefaultAsync("delete_entities", """{"entityNames":["a"]}""");
        var words = (await _mcp.RunDefaultAsync("changes_since", "{}")).Structured!.Value.GetProperty("changes").EnumerateArray()
            .Select(change => change.GetProperty("what").GetString()).ToHashSet();

        Assert.Equal(["closed", "created", "declared", "deleted", "named", "purged", "recorded", "resolved"], words.Order());
    }

    [Fact]
    public async Task The_timeline_answers_what_held_and_what_was_known()
    {
        await _mcp.RunDefaultAsync("remember", """{"text":"office is in Bonn","about":"firm","validFrom":"2020-01-01","validTo":"2022-01-01"}""");
        await _mcp.RunDefaultAsync("remember", """{"text":"office is in Kassel","about":"firm","validFrom":"2022-01-01"}""");
        var held = await _mcp.RunDefaultAsync("timeline", """{"entity":"firm","validAt":"2021-05-01"}""");
        var known = await _mcp.RunDefaultAsync("timeline", """{"entity":"firm","knownAt":"2001-01-01"}""");
        var missing = await _mcp.RunDefaultAsync("timeline", """{"entity":"nobody"}""");

        Assert.Contains("Bonn", held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kassel", held.Text, StringComparison.Ordinal);
        Assert.Equal("Nothing held then.", known.Text);
        Assert.Equal("Entity with name nobody not found", missing.Text);
    }

    [Fact]
    public async Task Recall_shows_facts_with_their_way_and_says_what_did_not_fit()
    {
        await _mcp.RunDefaultAsync("remember", """{"text":"The parser is recursive","about":"parser"}""");
        await _mcp.RunDefaultAsync("create_relations", """{"relations":[{"from":"parser","to":"lexer","relationType":"uses"}]}""");
        var id = (await _mcp.Store.OpenWorkspaceAsync("default", McpHarness.Token)).Value.Id;
        var facts = new GraphQueries(_mcp.Store).Timeline(id, "parser", 10).Value;
        _mcp.Ranking = request => [.. Enumerable.Repeat(facts, request.Limit).SelectMany(fact => fact).Select((fact, i) =>
            new RecallItem(fact.Fact.Id, fact.Subject, fact.SubjectType, fact, 1.0 / (i + 1), new RecallProof(1, 0, 0, 0, 0, 1, [], i == 0 ? [new PathStep("lexer", "used_by", "parser", 1)] : [])))];
        var all = await _mcp.RunDefaultAsync("recall", """{"query":"parser","limit":1,"about":["parser"],"types":["t"],"tags":["x"],"since":"2020-01-01","until":1}""");
        var cut = await _mcp.RunDefaultAsync("recall", """{"query":"parser","limit":50,"budgetTokens":200}""");

        Assert.Contains("parser: The parser is recursive", all.Text, StringComparison.Ordinal);
        Assert.Contains("via lexer -used_by- parser", all.Text, StringComparison.Ordinal);
        Assert.Contains("parser uses lexer", all.Text, StringComparison.Ordinal);
        Assert.Equal("lexer", all.Structured!.Value.GetProperty("facts")[1].GetProperty("to").GetString());
        Assert.Contains("more did not fit", cut.Text, StringComparison.Ordinal);
        Assert.InRange(TokenEstimate.Of(cut.Text), 1, 200);
        Assert.InRange(TokenEstimate.Of(cut.Structured!.Value.GetRawText()), 1, 200);
    }

    [Fact]
    public async Task Nothing_found_is_said_in_words()
    {
        Assert.Equal("Nothing is remembered about this.", (await _mcp.RunDefaultAsync("recall", """{"query":"x"}""")).Text);
        Assert.Equal("Nothing is remembered about this.", (await _mcp.RunDefaultAsync("context", """{"query":"x"}""")).Text);
        Assert.StartsWith("Nothing has changed.", (await _mcp.RunDefaultAsync("changes_since", "{}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_gives_the_text_and_names_its_facts()
    {
        await _mcp.RunDefaultAsync("remember", """{"text":"a fact","about":"x"}""");
        var id = (await _mcp.Store.OpenWorkspaceAsync("default", McpHarness.Token)).Value.Id;
        var fact = new GraphQueries(_mcp.Store).Timeline(id, "x", 1).Value[0];
        _mcp.Ranking = _ => [new RecallItem(fact.Fact.Id, fact.Subject, fact.SubjectType, fact, 1, new RecallProof(1, 0, 0, 0, 0, 1, [], []))];
        var reply = await _mcp.RunDefaultAsync("context", """{"query":"x","budgetTokens":500}""");

        Assert.Equal("the context", reply.Text);
        Assert.Equal(fact.Fact.Id, reply.Structured!.Value.GetProperty("factIds")[0].GetInt64());
    }

    [Theory]
    [InlineData("recall", "{}", "query is missing; give a string")]
    [InlineData("context", """{"query":1}""", "query is 1; give a string")]
    [InlineData("remember", """{"about":"x"}""", "text is missing")]
    [InlineData("remember", """{"text":"x","confidence":2,"supersedes":-1,"validFrom":"soon"}""", "confidence is 2; give a number from 0 to 1")]
    [InlineData("timeline", """{"entity":"x","limit":0}""", "limit is 0; give a whole number from 1 to 1000")]
    [InlineData("changes_since", """{"cursor":"x"}""", "cursor is the text \"x\"; give a whole number, 0 or more")]
    [InlineData("read_graph", """{"budgetTokens":1}""", "budgetTokens is 1; give a whole number from 64")]
    public async Task Bad_arguments_are_refused_by_field_problem_and_fix(string tool, string arguments, string expected)
    {
        var reply = await _mcp.RunDefaultAsync(tool, arguments);

        Assert.True(reply.IsError);
        Assert.Contains(expected, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_graph_is_cut_to_the_budget_and_says_so_but_the_reference_profile_shows_it_all()
    {
        var entities = Enumerable.Range(0, 60).Select(i => $$"""{"name":"entity {{i}}","entityType":"t","observations":["{{new string('o', 90)}}","second \"quoted\""]}""");
        await _mcp.RunDefaultAsync("create_entities", $$"""{"entities":[{{string.Join(',', entities)}}]}""");
        await _mcp.RunDefaultAsync("create_relations", """{"relations":[{"from":"entity 1","to":"entity 2","relationType":"r"}]}""");
        var cut = await _mcp.RunDefaultAsync("read_graph", """{"budgetTokens":600}""");
        var found = await _mcp.RunDefaultAsync("search_nodes", """{"query":"entity 59"}""");
        var opened = await _mcp.RunDefaultAsync("open_nodes", """{"names":["entity 1"]}""");
        var whole = await _mcp.RunAsync("read_graph", "{}");

        var truncated = cut.Structured!.Value.GetProperty("truncated");
        Assert.Equal(60 - cut.Structured.Value.GetProperty("entities").GetArrayLength(), truncated.GetProperty("entitiesLeftOut").GetInt32());
        Assert.Equal(1, truncated.GetProperty("relationsLeftOut").GetInt32());
        Assert.InRange(TokenEstimate.Of(cut.Text), 100, 600);
        Assert.False(found.Structured!.Value.TryGetProperty("truncated", out _));
        Assert.False(opened.Structured!.Value.TryGetProperty("truncated", out _));
        Assert.Equal(60, whole.Structured!.Value.GetProperty("entities").GetArrayLength());
    }

    [Fact]
    public void Every_tool_has_well_formed_schemas_and_the_order_is_fixed()
    {
        var all = _mcp.Profiles.Items.ToDictionary(profile => profile.Name, profile => profile.Tools.Items.Select(tool => tool.Description.ToTool(tool.Name)).ToList());

        Assert.Equal(9, all[ToolProfiles.Reference].Count);
        Assert.Equal(14, all[ToolProfiles.Default].Count);
        Assert.Equal(all[ToolProfiles.Reference].Select(tool => tool.Name), all[ToolProfiles.Default].Take(9).Select(tool => tool.Name));
        Assert.All(all.Values.SelectMany(tools => tools), tool =>
        {
            Assert.Equal("object", tool.InputSchema.GetProperty("type").GetString());
            Assert.Equal(JsonValueKind.Array, tool.InputSchema.GetProperty("required").ValueKind);
            Assert.Equal("object", tool.OutputSchema!.Value.GetProperty("type").GetString());
            Assert.NotEmpty(tool.Description!);
        });
        Assert.All(all[ToolProfiles.Reference], tool => Assert.DoesNotContain("idempotencyKey", tool.InputSchema.GetRawText(), StringComparison.Ordinal));
    }
}
