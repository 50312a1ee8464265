using System.Text.Json;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class RecallTool : IMcpTool
{
    private const string Query = """
        "query":{"type":"string","description":"What you want to know, in plain words; \"quoted words\" must stand together, word* matches any ending"},
        "limit":{"type":"integer","minimum":1,"maximum":200,"description":"Most facts to return; 10 when not given"}
        """;

    public string Name => "recall";

    public ToolDescription Description { get; } = new(
        "Recall",
        "Find what is remembered about a question, best first. Call it before you answer or change code, in the words of the task.",
        GraphSchemas.Input(Query, """["query"]""", RecallArguments.Properties, LayerArguments.Layers, GraphSchemas.BudgetTokens),
        $$"""{"type":"object","properties":{"facts":{"type":"array","items":{{FactShapes.Schema}} },"leftOut":{"type":"integer"},"notes":{"type":"array","items":{"type":"string"} } },"required":["facts"]}""",
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var request = new RecallRequest(read.Text("query"))
        {
            Limit = read.Count("limit", 10, 1, RecallRequest.LimitMax), Filter = RecallArguments.Filter(read),
        };
        var layers = LayerArguments.Asked(read);
        var budgetTokens = context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var result = context.Recall(request, layers);
        return ValueTask.FromResult(result.IsSuccess ? Show(result.Value, budgetTokens) : ToolReply.Failure(result.Problem));
    }

    private static ToolReply Show(RecallResult result, int budgetTokens)
    {
        var notes = string.Concat(result.Notes.Select(note => $"\n(note: {note})"));
        var lines = new BudgetedLines(Math.Max(0, budgetTokens - TokenEstimate.Of(notes)));
        foreach (var item in result.Items)
        {
            lines.Add(Layer(item, result) + FactShapes.Line(item) + Path(item.Proof), writer =>
            {
                FactShapes.Write(writer, item);
                if (item.Workspace != result.Workspace) { writer.WriteString("workspace"u8, item.Workspace); }
                writer.WriteNumber("score"u8, Math.Round(item.Score, 4));
                if (item.Proof.Path.Length > 0) { writer.WriteString("path"u8, Path(item.Proof).TrimStart()); }
            });
        }

        return ToolReply.Prose(
            lines.Text("Nothing is remembered about this.", "ask for less with limit, or more with budgetTokens") + notes,
            writer => ReferenceShapes.Wrapped(writer, () =>
            {
                lines.WriteTo(writer, "facts");
                RecallNotes.Write(writer, result.Notes);
            }));
    }

    private static string Layer(RecallItem item, RecallResult result) => item.Workspace == result.Workspace ? "" : $"{item.Workspace} ";

    private static string Path(RecallProof proof) => proof.Path.Length == 0
        ? ""
        : $" via {proof.Path[0].From}{string.Concat(proof.Path.Select(step => $" -{step.Via}- {step.To}"))}";
}
