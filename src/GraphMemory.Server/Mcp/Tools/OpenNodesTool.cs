using System.Text.Json;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class OpenNodesTool(bool isReference) : IMcpTool
{
    public string Name => "open_nodes";

    public ToolDescription Description { get; } = new(
        "Open Nodes",
        "Open entities by their exact names, with the relations that touch them. Names that do not exist are left out.",
        GraphSchemas.Input($"\"names\":{GraphSchemas.Strings}", """["names"]""", isReference ? [] : [GraphSchemas.BudgetTokens]),
        isReference ? GraphSchemas.Graph : GraphSchemas.BudgetedGraph,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var names = read.Texts("names");
        var budgetTokens = isReference ? int.MaxValue : context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        return ValueTask.FromResult(BudgetedGraph.Show(context.Queries.OpenNodes(context.WorkspaceId, names), budgetTokens));
    }
}
