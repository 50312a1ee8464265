using System.Text.Json;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class MergeEntitiesTool : IMcpTool
{
    private const string Fields = """
        "from":{"type":"string","description":"Exact name of the entity that goes"},
        "into":{"type":"string","description":"Exact name of the entity that stays"}
        """;

    public string Name => "merge_entities";

    public ToolDescription Description { get; } = new(
        "Merge Entities",
        "Make one entity another, because they are the same thing: the facts of both stand about the one that stays, and the old name leads there. "
            + "unmerge_entities takes it back.",
        GraphSchemas.Input(Fields, """["from","into"]""", GraphSchemas.IdempotencyKey),
        """
        {"type":"object","properties":{"revision":{"type":"integer"},"from":{"type":"string"},"into":{"type":"string"},"moved":{"type":"integer"},
          "dropped":{"type":"integer"},"new":{"type":"boolean"}},"required":["revision","from","into","moved","dropped","new"]}
        """,
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (from, into) = (read.Text("from"), read.Text("into"));
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new MergeEntities(from, into), outcome => ToolReply.Prose(
            outcome.IsNew ? $"{outcome.From} is {outcome.Into} now; {outcome.Moved} facts moved." : $"{outcome.From} was {outcome.Into} already.",
            writer => JsonSerializer.Serialize(writer, MergedEntityShape.Of(outcome), CareJson.Default.MergedEntityShape)));
    }
}
