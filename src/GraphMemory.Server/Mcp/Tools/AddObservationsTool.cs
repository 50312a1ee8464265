using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class AddObservationsTool(bool isReference) : IMcpTool
{
    private const string Items = """
        {"type":"array","items":{"type":"object","properties":{
          "entityName":{"type":"string","description":"Name of an entity that exists"},
          "contents":{"type":"array","items":{"type":"string"},"description":"What is new about it, one statement each"}},
          "required":["entityName","contents"]}}
        """;

    private const string Results = """
        {"type":"array","items":{"type":"object","properties":{
          "entityName":{"type":"string"},"addedObservations":{"type":"array","items":{"type":"string"}}},
          "required":["entityName","addedObservations"]}}
        """;

    public string Name => "add_observations";

    public ToolDescription Description { get; } = new(
        "Add Observations",
        "Add observations to entities that exist. All or nothing: an unknown entity fails the whole call.",
        GraphSchemas.Input($"\"observations\":{Items}", """["observations"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        $$"""{"type":"object","properties":{"results":{{Results}} },"required":["results"]}""",
        ToolEffect.Adds);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var items = read.Objects("observations", item => new EntityTexts(item.Text("entityName"), item.Texts("contents")));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new AddObservations(items, context.Circumstances), added => ToolReply.Json(
            writer => ReferenceShapes.WriteAdded(writer, null, added),
            writer => ReferenceShapes.Wrapped(writer, () => ReferenceShapes.WriteAdded(writer, "results", added))));
    }
}
