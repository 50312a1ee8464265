using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class DeleteObservationsTool(bool isReference) : IMcpTool
{
    private const string Items = """
        {"type":"array","items":{"type":"object","properties":{
          "entityName":{"type":"string","description":"Name of the entity"},
          "observations":{"type":"array","items":{"type":"string"},"description":"Their exact texts"}},
          "required":["entityName","observations"]}}
        """;

    public string Name => "delete_observations";

    public ToolDescription Description { get; } = new(
        "Delete Observations",
        "Delete observations from entities by their exact text. What does not exist is ignored.",
        GraphSchemas.Input($"\"deletions\":{Items}", """["deletions"]""", isReference ? [] : [GraphSchemas.IdempotencyKey]),
        GraphSchemas.Outcome,
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var deletions = read.Objects("deletions", item => new EntityTexts(item.Text("entityName"), item.Texts("observations")));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new DeleteObservations(deletions), _ => ReferenceShapes.Done("Observations deleted successfully"));
    }
}
