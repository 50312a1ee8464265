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
        GraphSchemas.Input(Query, """["query"]""", RecallArguments.Properties, GraphSchemas.BudgetTokens),
        """{"type":"object","properties":{"factIds":{"type":"array","items":{"type":"integer"}},"tokensUsed":{"type":"integer"},"omitted":{"type":"integer"}},"required":["factIds","tokensUsed"]}""",
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var request = new ContextRequest(read.Text("query"))
        {
            BudgetTokens = context.BudgetTokens(read), Filter = RecallArguments.Filter(read),
        };
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var result = context.Context(request);
        return ValueTask.FromResult(result.IsSuccess ? Show(result.Value) : ToolReply.Failure(result.Problem));
    }

    /// <summary>The text carries the facts; the data only names them, so that they are not paid for twice.</summary>
    private static ToolReply Show(ContextResult result) => ToolReply.Prose(
        result.Items.Length == 0 ? "Nothing is remembered about this." : result.Text,
        writer => ReferenceShapes.Wrapped(writer, () =>
        {
            writer.WriteStartArray("factIds"u8);
            foreach (var item in result.Items) { writer.WriteNumberValue(item.Id); }
            writer.WriteEndArray();
            writer.WriteNumber("tokensUsed"u8, result.TokensUsed);
            writer.WriteNumber("omitted"u8, result.OmittedCount);
        }));
}
