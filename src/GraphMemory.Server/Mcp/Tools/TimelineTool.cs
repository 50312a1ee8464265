using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class TimelineTool : IMcpTool
{
    private const string Fields = """
        "entity":{"type":"string","description":"Exact name of the entity"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"description":"Most facts to return, the newest; 50 when not given"},
        "validAt":{"type":"string","description":"Only what held at this time, ISO 8601"},
        "knownAt":{"type":"string","description":"As the memory stood at this time, ISO 8601; together with validAt it answers what was believed then"}
        """;

    public string Name => "timeline";

    public ToolDescription Description { get; } = new(
        "Timeline",
        "The history of one entity: every version of every fact, oldest first, with dates and corrections. With validAt or knownAt: what held, or was known, then.",
        GraphSchemas.Input(Fields, """["entity"]""", LayerArguments.Layer, GraphSchemas.BudgetTokens),
        $$"""{"type":"object","properties":{"facts":{"type":"array","items":{{FactShapes.Schema}} },"leftOut":{"type":"integer"} },"required":["facts"]}""",
        ToolEffect.Reads);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext called)
    {
        var read = new ToolArguments(arguments);
        var layer = LayerArguments.Written(read);
        var entity = read.Text("entity");
        var limit = read.Count("limit", 50, 1, 1_000);
        var (validAtMs, knownAtMs) = (read.InstantOrNull("validAt"), read.InstantOrNull("knownAt"));
        var budgetTokens = called.BudgetTokens(read);
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        var target = await called.OnLayerAsync(layer);
        if (!target.IsSuccess) { return ToolReply.Failure(target.Problem); }
        var context = target.Value;
        var facts = validAtMs is null && knownAtMs is null
            ? context.Queries.Timeline(context.WorkspaceId, entity, limit)
            : AsOf(context, entity, validAtMs, knownAtMs);
        return facts.IsSuccess ? Show(facts.Value, budgetTokens) : ToolReply.Failure(facts.Problem);
    }

    private static Result<ImmutableArray<NamedFact>> AsOf(McpCallContext context, string entity, long? validAtMs, long? knownAtMs)
    {
        var seq = knownAtMs is { } atMs ? context.Queries.SeqAt(context.WorkspaceId, atMs) : long.MaxValue;
        var asOf = new AsOf(validAtMs ?? knownAtMs ?? 0, seq);
        return context.Queries.AsOf(context.WorkspaceId, entity, null, asOf);
    }

    private static ToolReply Show(ImmutableArray<NamedFact> facts, int budgetTokens)
    {
        var lines = new BudgetedLines(budgetTokens);
        foreach (var fact in facts) { lines.Add(FactShapes.Line(fact), writer => FactShapes.Write(writer, fact)); }
        return ToolReply.Prose(
            lines.Text("Nothing held then.", "ask with a smaller limit for the newest, or a larger budgetTokens"),
            writer => ReferenceShapes.Wrapped(writer, () => lines.WriteTo(writer, "facts")));
    }
}
