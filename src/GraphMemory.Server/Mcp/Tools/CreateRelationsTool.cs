using System.Text.Json;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class CreateRelationsTool(bool isReference) : IMcpTool
{
    public string Name => "create_relations";

    public ToolDescription Description { get; } = new(
        "Create Relations",
        "Create relations between entities of the knowledge graph, in active voice. A relation that stands is left as it is.",
        GraphSchemas.Input($"\"relations\":{GraphSchemas.Relations}", """["relations"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        $$"""{"type":"object","properties":{"relations":{{GraphSchemas.Relations}} },"required":["relations"]}""",
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var relations = read.Objects("relations", ReferenceShapes.ReadRelation);
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new CreateRelations(relations, context.Circumstances), created => ToolReply.Json(
            writer => ReferenceShapes.WriteRelations(writer, null, created),
            writer => ReferenceShapes.Wrapped(writer, () => ReferenceShapes.WriteRelations(writer, "relations", created))));
    }
}
