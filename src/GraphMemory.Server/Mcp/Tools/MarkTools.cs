using System.Text.Json;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Mcp.Tools;

/// <summary>What the tools that mark have in common: whom, and how the marks are shown.</summary>
internal static class MarkedThings
{
    public const string Fields = """
        "factIds":{"type":"array","items":{"type":"integer"},"description":"Facts, by the ids that recall and timeline show"},
        "entityNames":{"type":"array","items":{"type":"string"},"description":"Entities, with all their facts that have no mark of their own"}
        """;

    public const string Output = """
        {"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{
          "kind":{"type":"string"},"id":{"type":"integer"},"tier":{"type":"string"},"pinned":{"type":"boolean"},"expiresAt":{"type":"string"}},
          "required":["kind","id","pinned"]}}},"required":["items"]}
        """;

    public static async ValueTask<ToolReply> SetAsync(string tool, ToolArguments read, McpCallContext context, MarkChange change, string done)
    {
        var (ids, names) = (read.Longs("factIds"), read.Texts("entityNames", isRequired: false));
        if (read.Problem(tool) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new SetMarks(ids, names, change), marks => ToolReply.Prose(
            $"{done}: {marks.Length}.", writer => JsonSerializer.Serialize(writer, new MarksShape([.. marks.Select(MarkShape.Of)]), CareJson.Default.MarksShape)));
    }
}

internal sealed class PinTool : IMcpTool
{
    public string Name => "pin";

    public ToolDescription Description { get; } = new(
        "Pin",
        "Keep facts or entities for good: what is pinned never expires, no rule forgets it, and it goes before an equal answer.",
        GraphSchemas.Input(MarkedThings.Fields + """
            ,"pinned":{"type":"boolean","description":"false takes the pin away; true when not given"}
            """, "[]", GraphSchemas.IdempotencyKey),
        MarkedThings.Output, ToolEffect.Adds);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var isPinned = read.Flag("pinned", true);
        return MarkedThings.SetAsync(Name, read, context, new MarkChange(IsPinned: isPinned), isPinned ? "Pinned" : "Unpinned");
    }
}

internal sealed class SetTierTool : IMcpTool
{
    public string Name => "set_tier";

    public ToolDescription Description { get; } = new(
        "Set Tier",
        "Say how near at hand facts or entities are kept: core (never loses weight with age), working (the usual), archive (left out of recall unless asked for). "
            + "With expiresAt they are closed by themselves; the history stays.",
        GraphSchemas.Input(MarkedThings.Fields + """
            ,"tier":{"type":"string","enum":["core","working","archive"]}
            ,"expiresAt":{"type":"string","description":"When they are closed, ISO 8601"}
            """, """["tier"]""", GraphSchemas.IdempotencyKey),
        MarkedThings.Output, ToolEffect.Adds);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var tier = read.Choice("tier", null, "core", "working", "archive");
        return MarkedThings.SetAsync(Name, read, context, new MarkChange(TierNames.Parse(tier), ExpiresAtMs: read.InstantOrNull("expiresAt")), $"In {tier} now");
    }
}
