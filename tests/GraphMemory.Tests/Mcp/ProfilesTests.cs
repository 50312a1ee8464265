using System.Text.Json;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

public sealed class ProfilesTests
{
    [Fact]
    public void The_default_profile_costs_no_more_than_fifteen_tools() =>
        Assert.InRange(Profile(ToolProfiles.Default).Tools.Items.Length, 10, 15);

    [Fact]
    public void The_names_are_those_of_the_profiles() =>
        Assert.Equal(ToolProfiles.Create().Items.Select(profile => profile.Name), ToolProfiles.Names);

    [Fact]
    public void All_holds_every_tool_of_every_profile()
    {
        var all = Profile(ToolProfiles.All).Tools.Items.Select(tool => tool.Name).ToHashSet();
        Assert.All(ToolProfiles.Create().Items.SelectMany(profile => profile.Tools.Items), tool => Assert.Contains(tool.Name, all));
    }

    [Fact]
    public void Every_schema_is_an_object_whose_required_fields_are_described() => Assert.All(ToolProfiles.Create().Items.SelectMany(profile => profile.Tools.Items), tool =>
    {
        foreach (var schema in (JsonElement[])[McpHarness.Json(tool.Description.InputSchema), McpHarness.Json(tool.Description.OutputSchema)])
        {
            Assert.Equal("object", schema.GetProperty("type").GetString());
            if (!schema.TryGetProperty("required", out var required)) { continue; }
            Assert.All(required.EnumerateArray(), name => Assert.True(schema.GetProperty("properties").TryGetProperty(name.GetString()!, out _), $"{tool.Name}: {name}"));
        }
    });

    [Fact]
    public void A_name_means_the_same_in_every_profile() => Assert.All(
        ToolProfiles.Create().Items.SelectMany(profile => profile.Tools.Items).GroupBy(tool => tool.Name),
        tools => Assert.Single(tools.Select(tool => tool.Description.Effect).Distinct()));

    [Theory]
    [InlineData("settle a contradiction between two facts", "resolve_conflict")]
    [InlineData("ask the graph in cypher", "graph_query")]
    [InlineData("what changed in other conversations", "changes_since")]
    public async Task A_tool_is_found_by_what_it_does(string query, string tool)
    {
        using var memory = new MemoryTools(ToolProfiles.All);
        var found = (await memory.RunAsync("search_tools", $$"""{"query":"{{query}}","limit":3}""")).GetProperty("tools").EnumerateArray().ToList();

        Assert.Contains(tool, found.Select(each => each.GetProperty("name").GetString()));
        Assert.All(found, each => Assert.Equal("object", each.GetProperty("inputSchema").GetProperty("type").GetString()));
        Assert.Contains("No tool", (await memory.TryAsync("search_tools", """{"query":"zebra"}""")).Text, StringComparison.Ordinal);
        Assert.True((await memory.TryAsync("search_tools", "{}")).IsError);
    }

    private static ToolProfile Profile(string name) => ToolProfiles.Create().Items.Single(profile => profile.Name == name);
}
