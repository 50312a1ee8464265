using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ConflictsTool : IMcpTool
{
    public const string ToolName = "conflicts";

    private const string Fields = """
        "facts":{"type":"array","items":{"type":"integer"},"description":"Only conflicts that one of these facts takes part in"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"description":"Most conflicts to return; 20 when not given"}
        """;

    public string Name => ToolName;

    public ToolDescription Description { get; } = new(
        "Conflicts",
        "Facts that contradict each other and are not settled, each pair with the reason.",
        GraphSchemas.Input(Fields, "[]", GraphSchemas.BudgetTokens),
        $$"""
        {"type":"object","properties":{"conflicts":{"type":"array","items":{"type":"object","properties":{
          "kind":{"type":"string"},"text":{"type":"string"},"earlier":{{FactShapes.Schema}},"later":{{FactShapes.Schema}} },
          "required":["kind","text","earlier","later"]} },"leftOut":{"type":"integer"} },"required":["conflicts"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (facts, limit) = (read.Ids("facts"), read.Count("limit", 20, 1, 1_000));
        var budgetTokens = context.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var found = facts.IsEmpty
            ? context.Queries.Conflicts(context.WorkspaceId, openOnly: true, limit)
            : context.Queries.ConflictsOf(context.WorkspaceId, facts);
        return ValueTask.FromResult(Show([.. found.Take(limit)], budgetTokens));
    }

    private static ToolReply Show(ImmutableArray<ConflictView> conflicts, int budgetTokens)
    {
        var lines = new BudgetedLines(budgetTokens);
        foreach (var conflict in conflicts) { lines.Add(Text(conflict), writer => Write(writer, conflict)); }
        return ToolReply.Prose(
            lines.Text("Nothing contradicts.", "ask with a larger budgetTokens"),
            writer => ReferenceShapes.Wrapped(writer, () => lines.WriteTo(writer, "conflicts")));
    }

    private static string Text(ConflictView conflict) =>
        $"{conflict.Explanation}\n   earlier {FactShapes.Line(conflict.Earlier)}\n   later {FactShapes.Line(conflict.Later)}";

    private static void Write(Utf8JsonWriter writer, ConflictView conflict)
    {
        writer.WriteString("kind"u8, conflict.Conflict.Kind.ToString().ToLowerInvariant());
        writer.WriteString("text"u8, Text(conflict));
        writer.WriteStartObject("earlier"u8);
        FactShapes.Write(writer, conflict.Earlier);
        writer.WriteEndObject();
        writer.WriteStartObject("later"u8);
        FactShapes.Write(writer, conflict.Later);
        writer.WriteEndObject();
    }
}
