using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class MemoryCreateTool : IMcpTool
{
    private const string Fields = """
        "content":{"type":"string","minLength":1,"description":"What to keep; one statement, complete in itself"},
        "type":{"type":"string","description":"procedural, semantic, episodic or declarative; or insight, fact, procedure, concept, note, code, idea, task, reference"},
        "tags":{"type":"array","items":{"type":"string"}},
        "metadata":{"type":"object"}
        """;

    public string Name => "memory_create";

    public ToolDescription Description { get; } = new(
        "Create Memory", "Keep a memory. One that says the same is not kept twice.",
        GraphSchemas.Input(Fields, """["content","type"]""", GraphSchemas.IdempotencyKey), IdeMemory.Schema, ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (content, type) = (read.FilledText("content"), read.FilledText("type"));
        var circumstances = context.Circumstances with { Tags = read.Texts("tags", isRequired: false), Metadata = IdeMetadata.Stored(read.Object("metadata")) };
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(
            new Remember([new NewObservation(content, About: null, type, circumstances)]),
            (write, recorded) => IdeTools.Show(IdeMemory.Of(write, write.Fact(recorded[0].FactId)!)!));
    }
}
