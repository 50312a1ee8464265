using System.Text.Json;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ContextTool : IMcpTool
{
    private const string Query = """
        "query":{"type":"string","description":"The task or question that the context is for"}
        """;

    public string Name => "context";

    public ToolDescription Description { get; } = new(
        "Context",
        "Get the part of the memory that helps most with a task and fits budgetTokens, each fact with its source and date. Call it when a task begins.",
        GraphSchemas.Input(Query, """["query"]""", RecallArguments.Properties, LayerArguments.Layers, GraphSchemas.BudgetTokens),
        """{"type":"object","properties":{"factIds":{"type":"array","items":{"type":"integer"}},"userFactIds":{"type":"array","items":{"type":"integer"},"description":"Those of the user's layer, whose ids count on their own"},"tokensUsed":{"type":"integer"},"omitted":{"type":"integer"},"notes":{"type":"array","items":{"type":"string"}}},"required":["factIds","tokensUsed"]}""",
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var request = new ContextRequest(read.Text("query"))
        {
            BudgetTokens = context.BudgetTokens(read), Filter = RecallArguments.Filter(read),
        };
        var layers = LayerArguments.Asked(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var result = context.Context(request, layers);
        return ValueTask.FromResult(result.IsSuccess ? Show(result.Value) : ToolReply.Failure(result.Problem));
    }

    /// <summary>The text carries the facts; the data only names them, so that they are not paid for twice.</summary>
    private static ToolReply Show(ContextResult result) => ToolReply.Prose(
        (result.Items.Length == 0 ? "Nothing is remembered about this." : result.Text) + NoteWithin(result),
        writer => ReferenceShapes.Wrapped(writer, () =>
        {
            Ids(writer, "factIds", result.Items.Where(item => item.Workspace == result.Workspace));
            if (result.Items.Any(item => item.Workspace != result.Workspace))
            {
                Ids(writer, "userFactIds", result.Items.Where(item => item.Workspace != result.Workspace));
            }

            writer.WriteNumber("tokensUsed"u8, result.TokensUsed);
            writer.WriteNumber("omitted"u8, result.OmittedCount);
            RecallNotes.Write(writer, result.Notes);
        }));

    private static void Ids(Utf8JsonWriter writer, string name, IEnumerable<RecallItem> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items) { writer.WriteNumberValue(item.Id); }
        writer.WriteEndArray();
    }

    /// <summary>The notes as a line, where the budget has room for them.</summary>
    private static string NoteWithin(ContextResult result)
    {
        var notes = string.Concat(result.Notes.Select(note => $"\n(note: {note})"));
        return result.TokensUsed + TokenEstimate.Of(notes) <= result.BudgetTokens ? notes : "";
    }
}
