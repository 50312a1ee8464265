using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class CreateEntitiesTool(bool isReference) : IMcpTool
{
    public string Name => "create_entities";

    public ToolDescription Description { get; } = new(
        "Create Entities",
        "Create entities in the knowledge graph, each with its first observations. A name that exists is left as it is.",
        GraphSchemas.Input($"\"entities\":{GraphSchemas.Entities}", """["entities"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        $$"""{"type":"object","properties":{"entities":{{GraphSchemas.Entities}} },"required":["entities"]}""",
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var entities = read.Objects("entities", entity => new NewEntity(entity.Text("name"), entity.Text("entityType"), entity.Texts("observations")));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new CreateEntities(entities, context.Circumstances), created => ToolReply.Json(
            writer => ReferenceShapes.WriteEntities(writer, null, created),
            writer => ReferenceShapes.Wrapped(writer, () => ReferenceShapes.WriteEntities(writer, "entities", created))));
    }
}
