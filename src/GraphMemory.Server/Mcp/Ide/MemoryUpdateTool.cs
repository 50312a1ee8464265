using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class MemoryUpdateTool : IMcpTool
{
    private const string Fields = """
        "id":{"type":"string","description":"Id of the memory"},
        "content":{"type":"string","minLength":1,"description":"What it says from now on; as before when not given"},
        "tags":{"type":"array","items":{"type":"string"},"description":"In place of its tags"},
        "metadata":{"type":"object","description":"In place of its metadata"}
        """;

    public string Name => "memory_update";

    public ToolDescription Description { get; } = new(
        "Update Memory", "Change what a memory says, its tags or its metadata. The version before stays in the history; the id stays the same.",
        GraphSchemas.Input(Fields, """["id"]""", GraphSchemas.IdempotencyKey), IdeMemory.Schema, ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var id = read.FilledText("id");
        var content = read.Has("content") ? read.FilledText("content") : null;
        var (tags, metadata) = (read.Texts("tags", isRequired: false), read.Object("metadata"));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        if (IdeTools.Find(context, id) is not { } memory) { return IdeTools.Unknown("id", id); }
        var before = memory.Current.Statement;
        var circumstances = context.Circumstances with
        {
            SupersedesId = memory.Current.Id,
            Valid = before.Valid,
            Confidence = before.Confidence,
            Tags = read.Has("tags") ? tags : before.Tags,
            Metadata = read.Has("metadata") ? IdeMetadata.Stored(metadata) : before.Metadata,
        };
        return await context.WriteAsync(
            new Remember([new NewObservation(content ?? memory.Content, memory.About.Name, memory.Type, circumstances)]),
            (write, recorded) => IdeTools.Show(IdeMemory.Of(write, write.Fact(recorded[0].FactId)!)!));
    }
}
