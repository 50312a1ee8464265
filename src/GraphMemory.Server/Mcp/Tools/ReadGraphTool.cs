using System.Text.Json;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ReadGraphTool(bool isReference) : IMcpTool
{
    public string Name => "read_graph";

    public ToolDescription Description { get; } = new(
        "Read Graph",
        isReference
            ? "Read the whole knowledge graph."
            : "Read the knowledge graph from its beginning, as much as the budget holds. To find something, call recall instead.",
        GraphSchemas.Input("", "[]", isReference ? [] : [GraphSchemas.BudgetTokens]),
        isReference ? GraphSchemas.Graph : GraphSchemas.BudgetedGraph,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var budgetTokens = isReference ? int.MaxValue : context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        return ValueTask.FromResult(BudgetedGraph.Show(context.Queries.ReadGraph(context.WorkspaceId), budgetTokens));
    }
}
