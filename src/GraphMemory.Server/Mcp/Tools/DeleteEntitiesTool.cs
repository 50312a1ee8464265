using System.Text.Json;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class DeleteEntitiesTool(bool isReference) : IMcpTool
{
    public string Name => "delete_entities";

    public ToolDescription Description { get; } = new(
        "Delete Entities",
        "Delete entities with their observations and the relations that touch them. Names that do not exist are ignored.",
        GraphSchemas.Input($"\"entityNames\":{GraphSchemas.Strings}", """["entityNames"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        GraphSchemas.Outcome,
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var names = read.Texts("entityNames");
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new DeleteEntities(names), _ => ReferenceShapes.Done("Entities deleted successfully"));
    }
}
