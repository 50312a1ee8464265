using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Mcp;

/// <summary>A user of the reference memory server changes one line of the configuration and keeps the file.</summary>
public sealed class ReferenceProfileTests
{
    [Fact]
    public async Task The_memory_file_is_a_mirror_that_is_up_to_date_after_each_change()
    {
        using var folder = new DataFolder();
        var file = folder.Combine("memory.jsonl");
        await using var session = await StartAsync(folder, file);

        await session.CallAsync("create_entities", Reference.Entities("Grace", "Compiler"));
        await session.CallAsync("create_relations", Relations("Grace", "wrote", "Compiler"));
        Assert.Equal(
            ["entity Compiler", "entity Grace", "relation Grace wrote Compiler"],
            (await File.ReadAllLinesAsync(file)).Select(Shape).Order(StringComparer.Ordinal));

        await session.CallAsync("delete_entities", new JsonObject { ["entityNames"] = new JsonArray("Grace") });
        Assert.Equal(["entity Compiler"], (await File.ReadAllLinesAsync(file)).Select(Shape));
    }

    [Fact]
    public async Task A_file_of_the_reference_server_is_taken_over_at_the_start()
    {
        using var folder = new DataFolder();
        var file = folder.Combine("memory.jsonl");
        await File.WriteAllTextAsync(file, """
            {"type":"entity","name":"Linker","entityType":"tool","observations":["needs zlib"]}
            {"type":"entity","name":"Build","entityType":"task","observations":[]}
            {"type":"relation","from":"Build","to":"Linker","relationType":"uses"}
            """);
        await using var session = await StartAsync(folder, file);
        var graph = await session.CallAsync("read_graph", new JsonObject());

        Assert.Equal(["Linker", "Build"], Reference.NamesOf(graph));
        Assert.Equal("uses", Assert.Single(graph["relations"]!.AsArray())!["relationType"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_corrupt_line_costs_that_line_only()
    {
        using var folder = new DataFolder();
        var file = folder.Combine("memory.jsonl");
        await File.WriteAllTextAsync(file, """
            {"type":"entity","name":"First","entityType":"t","observations":[]}
            {"type":"entity","name":"Torn","entityTy
            {"type":"entity","name":"Last","entityType":"t","observations":[]}
            """);
        await using var session = await StartAsync(folder, file);

        Assert.Equal(["First", "Last"], Reference.NamesOf(await session.CallAsync("read_graph", new JsonObject())));
    }

    [Fact]
    public async Task Adding_to_a_missing_entity_fails_as_a_whole()
    {
        using var folder = new DataFolder();
        await using var session = await StartAsync(folder, folder.Combine("memory.jsonl"));
        await session.CallAsync("create_entities", Reference.Entities("Here"));
        var reply = await session.RequestAsync("tools/call", new JsonObject
        {
            ["name"] = "add_observations",
            ["arguments"] = new JsonObject { ["observations"] = new JsonArray(Observation("Here", "lost?"), Observation("Nowhere", "x")) },
        });

        Assert.True(ToolReply.IsError(reply), reply.ToJsonString());
        var graph = await session.CallAsync("open_nodes", Reference.Names("Here"));
        Assert.Equal("Here was seen", Assert.Single(graph["entities"]![0]!["observations"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task The_recorded_sessions_of_the_reference_server_replay_without_a_difference()
    {
        var recordings = EvaluationData.Folder("reference_memory");
        using var folder = new DataFolder();
        var ours = folder.Combine("ours.jsonl");
        string[] command = [Binary.Path, "mcp", "--tools", "reference", "--data", "{dir}/store"];

        await EvaluationData.ScoreAsync([Path.Combine(recordings, "record_transcript.py"), ours, "--", .. command]);
        var transcripts = Directory.GetFiles(recordings, "transcript_*.jsonl");
        Assert.NotEmpty(transcripts);
        foreach (var theirs in transcripts)
        {
            var compared = await EvaluationData.ScoreAsync(Path.Combine(recordings, "compare_transcripts.py"), theirs, ours);
            Assert.Contains("hard differences 0", compared, StringComparison.Ordinal);
        }
    }

    private static Task<McpOverStdio> StartAsync(DataFolder folder, string file) => McpOverStdio.StartAsync(
        folder.Combine("store"), ["--tools", "reference"], new Dictionary<string, string> { ["MEMORY_FILE_PATH"] = file });

    private static JsonObject Observation(string entity, string text) => new() { ["entityName"] = entity, ["contents"] = new JsonArray(text) };

    private static JsonObject Relations(string from, string type, string to) => new()
    {
        ["relations"] = new JsonArray(new JsonObject { ["from"] = from, ["to"] = to, ["relationType"] = type }),
    };

    private static string Shape(string line)
    {
        var json = JsonNode.Parse(line)!;
        return json["type"]!.GetValue<string>() == "entity" ? $"entity {json["name"]}" : $"relation {json["from"]} {json["relationType"]} {json["to"]}";
    }
}
