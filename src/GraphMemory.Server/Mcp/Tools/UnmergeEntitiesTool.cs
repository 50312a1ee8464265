using System.Text.Json;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class UnmergeEntitiesTool : IMcpTool
{
    public string Name => "unmerge_entities";

    public ToolDescription Description { get; } = new(
        "Unmerge Entities",
        "Take a merge back: the entity stands again with its facts. What was written since stays with the other.",
        GraphSchemas.Input("""
            "name":{"type":"string","description":"Name of the entity that was merged into another"}
            """, """["name"]""", GraphSchemas.IdempotencyKey),
        """
        {"type":"object","properties":{"revision":{"type":"integer"},"kind":{"type":"string"},"restored":{"type":"integer"},"kept":{"type":"integer"},
          "new":{"type":"boolean"}},"required":["revision","kind","restored","kept","new"]}
        """,
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var name = read.Text("name");
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new UnmergeEntity(name), outcome => ToolReply.Prose(
            outcome.IsNew ? $"{name} stands again with {outcome.Restored} facts; {outcome.Kept} were changed since and stay." : $"{name} was taken back already.",
            writer => JsonSerializer.Serialize(writer, UndoShape.Of(outcome), CareJson.Default.UndoShape)));
    }
}
