using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

/// <summary>The behaviour that users of the reference memory server rely on, on data of our own.</summary>
public sealed class ReferenceToolsTests : IDisposable
{
    private readonly McpHarness _mcp = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task Created_entities_come_back_as_an_indented_list_with_every_script_as_it_is()
    {
        var reply = await _mcp.RunAsync("create_entities", """{"entities":[{"name":"Łódź 🚂","entityType":"city","observations":["has \"trams\"\n"]}]}""");

        Assert.Equal("""
            [
              {
                "name": "Łódź 🚂",
                "entityType": "city",
                "observations": [
                  "has \"trams\"\n"
                ]
              }
            ]
            """, reply.Text);
        Assert.Equal("Łódź 🚂", reply.Structured!.Value.GetProperty("entities")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_name_that_exists_is_left_as_it_is()
    {
        await CreateAsync("Kiln", "fires clay");
        var again = await CreateAsync("Kiln", "something else");

        Assert.Equal("[]", again.Text);
        Assert.Contains("fires clay", await GraphAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("something else", await GraphAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_to_a_missing_entity_adds_nothing_at_all()
    {
        await CreateAsync("Kiln");
        var reply = await _mcp.RunAsync("add_observations", """
            {"observations":[{"entityName":"Kiln","contents":["new"]},{"entityName":"Wheel","contents":["x"]}]}
            """);

        Assert.True(reply.IsError);
        Assert.Equal("Entity with name Wheel not found", reply.Text);
        Assert.Equal("GRAPH_002", reply.Code);
        Assert.DoesNotContain("new", await GraphAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_new_is_reported_as_added()
    {
        await CreateAsync("Kiln", "hot");
        var reply = await _mcp.RunAsync("add_observations", """{"observations":[{"entityName":"Kiln","contents":["hot","red"]}]}""");

        Assert.Equal("""[{"entityName":"Kiln","addedObservations":["red"]}]""", reply.Structured!.Value.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task A_relation_to_a_name_without_entity_is_accepted_and_shown_but_the_name_is_no_entity()
    {
        await CreateAsync("Kiln");
        await RelateAsync("Kiln", "needs", "Gas");
        var graph = await _mcp.RunAsync("read_graph", "{}");

        Assert.Equal("""[{"from":"Kiln","to":"Gas","relationType":"needs"}]""", graph.Structured!.Value.GetProperty("relations").GetRawText());
        Assert.Equal(1, graph.Structured.Value.GetProperty("entities").GetArrayLength());
        Assert.Equal("[]", (await RelateAsync("Kiln", "needs", "Gas")).Text);
    }

    [Fact]
    public async Task A_relation_between_two_names_without_entity_is_read_with_the_graph_but_found_by_no_search()
    {
        await RelateAsync("Moon", "pulls", "Sea");
        var found = await _mcp.RunAsync("search_nodes", """{"query":""}""");

        Assert.Contains("pulls", await GraphAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("pulls", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entities_stand_in_the_order_of_their_creation_even_when_a_relation_named_them_first()
    {
        await CreateAsync("First");
        await RelateAsync("First", "before", "Late");
        await CreateAsync("Middle");
        await CreateAsync("Late");

        Assert.Equal("<First><Middle><Late>", await NamesAsync("read_graph", "{}"));
    }

    [Theory]
    [InlineData("GLAZE", "<Pot>")]
    [InlineData("vessel", "<Pot>")]
    [InlineData("", "<Pot><Kiln>")]
    [InlineData("holds", "")]
    [InlineData("glaze blue", "")]
    public async Task Search_finds_one_lower_cased_piece_of_name_type_or_observation(string query, string expected)
    {
        await _mcp.RunAsync("create_entities", """{"entities":[{"name":"Pot","entityType":"vessel","observations":["blue glaze"]}]}""");
        await CreateAsync("Kiln");
        await RelateAsync("Kiln", "holds", "Pot");

        Assert.Equal(expected, await NamesAsync("search_nodes", $$"""{"query":"{{query}}"}"""));
    }

    [Theory]
    [InlineData("ΔΡΟΜΟΣ", "δρομος")]
    [InlineData("ΣΟΦΙΑ'Σ x", "σοφια'ς")]
    [InlineData("Σ", "σ")]
    [InlineData("İzmir", "i\u0307zmir")]
    public async Task Case_is_folded_as_the_reference_server_folds_it(string name, string query)
    {
        await CreateAsync(name);

        Assert.Equal($"<{name}>", await NamesAsync("search_nodes", $$"""{"query":"{{query}}"}"""));
    }

    [Fact]
    public async Task Opened_nodes_bring_the_relations_that_touch_them_on_either_end()
    {
        await CreateAsync("Pot");
        await CreateAsync("Kiln");
        await CreateAsync("Shelf");
        await RelateAsync("Kiln", "holds", "Pot");
        await RelateAsync("Shelf", "stands_beside", "Kiln");
        var reply = await _mcp.RunAsync("open_nodes", """{"names":["Pot","nobody"]}""");

        Assert.Equal("""{"entities":[{"name":"Pot","entityType":"thing","observations":[]}],"relations":[{"from":"Kiln","to":"Pot","relationType":"holds"}]}""",
            reply.Structured!.Value.GetRawText());
    }

    [Fact]
    public async Task An_entity_with_a_relation_type_called_observation_opens_like_any_other()
    {
        await CreateAsync("Pot", "round");
        await RelateAsync("Pot", "observation", "Kiln");
        var reply = await _mcp.RunAsync("open_nodes", """{"names":["Pot"]}""");
        await _mcp.RunAsync("delete_observations", """{"deletions":[{"entityName":"Pot","observations":["round"]}]}""");

        Assert.Contains("round", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("round", await GraphAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_takes_relations_along_and_ignores_what_does_not_exist()
    {
        await CreateAsync("Pot", "old", "round");
        await CreateAsync("Kiln");
        await RelateAsync("Kiln", "holds", "Pot");
        await RelateAsync("Pot", "made_in", "Kiln");
        var relations = await _mcp.RunAsync("delete_relations", """{"relations":[{"from":"Pot","to":"Kiln","relationType":"made_in"},{"from":"a","to":"b","relationType":"c"}]}""");
        var observations = await _mcp.RunAsync("delete_observations", """{"deletions":[{"entityName":"Pot","observations":["old","never"]},{"entityName":"Nobody","observations":["x"]}]}""");
        var afterTexts = await GraphAsync();
        var entities = await _mcp.RunAsync("delete_entities", """{"entityNames":["Kiln","Nobody"]}""");

        Assert.Equal("Relations deleted successfully", relations.Text);
        Assert.Equal("Observations deleted successfully", observations.Text);
        Assert.Equal("Entities deleted successfully", entities.Text);
        Assert.True(entities.Structured!.Value.GetProperty("success").GetBoolean());
        Assert.DoesNotContain("made_in", afterTexts, StringComparison.Ordinal);
        Assert.Contains("holds", afterTexts, StringComparison.Ordinal);
        Assert.Equal("""{"entities":[{"name":"Pot","entityType":"thing","observations":["round"]}],"relations":[]}""",
            (await _mcp.RunAsync("read_graph", "{}")).Structured!.Value.GetRawText());
    }

    [Fact]
    public async Task Any_text_is_a_name_the_empty_one_too()
    {
        var reply = await _mcp.RunAsync("create_entities", """{"entities":[{"name":"","entityType":"","observations":[""]}]}""");

        Assert.False(reply.IsError, reply.Text);
        Assert.Equal("<>", await NamesAsync("read_graph", "{}"));
    }

    [Theory]
    [InlineData("""{"entities":"no"}""", "entities is the text \"no\"; give an array of objects")]
    [InlineData("""{}""", "entities is missing; give an array of objects")]
    [InlineData("""{"entities":[{"name":"N","entityType":"t"}]}""", "entities[0].observations is missing; give an array of strings")]
    [InlineData("""{"entities":[{"name":1,"entityType":"t","observations":[2]}]}""", "entities[0].observations[0] is 2; give a string")]
    public async Task Bad_arguments_are_refused_by_field_problem_and_fix(string arguments, string expected)
    {
        var reply = await _mcp.RunAsync("create_entities", arguments);

        Assert.True(reply.IsError);
        Assert.Contains(expected, reply.Text, StringComparison.Ordinal);
        Assert.Equal("", await NamesAsync("read_graph", "{}"));
    }

    [Theory]
    [InlineData("create_relations")]
    [InlineData("add_observations")]
    [InlineData("delete_entities")]
    [InlineData("delete_observations")]
    [InlineData("delete_relations")]
    [InlineData("search_nodes")]
    [InlineData("open_nodes")]
    public async Task Every_tool_refuses_a_call_without_its_argument(string tool)
    {
        var reply = await _mcp.RunAsync(tool, "{}");

        Assert.True(reply.IsError);
        Assert.Contains("is missing; give", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_tools_and_profiles_are_answered_with_what_there_is()
    {
        var tool = await _mcp.RunAsync("read_grph", "{}");
        var far = await _mcp.RunAsync("zzzzzzzzzzzz", "{}");
        var profile = await _mcp.RunAsync("read_graph", "{}", "most");

        Assert.Contains("Did you mean read_graph?", tool.Text, StringComparison.Ordinal);
        Assert.Contains("tools/list", far.Text, StringComparison.Ordinal);
        Assert.Contains("default, graphmemory-ide, all, reference", profile.Text, StringComparison.Ordinal);
        Assert.True(tool.IsError && far.IsError && profile.IsError);
    }

    private Task<ToolReply> CreateAsync(string name, params string[] observations) => _mcp.RunAsync(
        "create_entities", $$"""{"entities":[{"name":"{{name}}","entityType":"thing","observations":[{{string.Join(',', observations.Select(text => $"\"{text}\""))}}]}]}""");

    private Task<ToolReply> RelateAsync(string from, string type, string to) => _mcp.RunAsync(
        "create_relations", $$"""{"relations":[{"from":"{{from}}","to":"{{to}}","relationType":"{{type}}"}]}""");

    private async Task<string> GraphAsync() => (await _mcp.RunAsync("read_graph", "{}")).Text;

    private async Task<string> NamesAsync(string tool, string arguments) => string.Concat((await _mcp.RunAsync(tool, arguments))
        .Structured!.Value.GetProperty("entities").EnumerateArray().Select(entity => $"<{entity.GetProperty("name").GetString()}>"));
}
