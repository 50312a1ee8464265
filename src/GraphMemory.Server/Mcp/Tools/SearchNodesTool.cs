using System.Text.Json;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class SearchNodesTool(bool isReference) : IMcpTool
{
    private const string Query = """
        "query":{"type":"string","description":"Text to find, in any case, inside an entity's name, type or one of its observations"}
        """;

    public string Name => "search_nodes";

    public ToolDescription Description { get; } = new(
        "Search Nodes",
        "Find entities that hold the query as one piece of text, with the relations that touch them."
            + (isReference ? "" : " For ranked answers to a question, call recall instead."),
        GraphSchemas.Input(Query, """["query"]""", isReference ? [] : [GraphSchemas.BudgetTokens]),
        isReference ? GraphSchemas.Graph : GraphSchemas.BudgetedGraph,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var query = read.Text("query");
        var budgetTokens = isReference ? int.MaxValue : context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        return ValueTask.FromResult(BudgetedGraph.Show(context.Queries.SearchNodes(context.WorkspaceId, query), budgetTokens));
    }
}
