using System.Text.Json;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class DeleteRelationsTool(bool isReference) : IMcpTool
{
    public string Name => "delete_relations";

    public ToolDescription Description { get; } = new(
        "Delete Relations",
        "Delete relations by both ends and type. What does not exist is ignored.",
        GraphSchemas.Input($"\"relations\":{GraphSchemas.Relations}", """["relations"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        GraphSchemas.Outcome,
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var relations = read.Objects("relations", ReferenceShapes.ReadRelation);
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new DeleteRelations(relations), _ => ReferenceShapes.Done("Relations deleted successfully"));
    }
}
