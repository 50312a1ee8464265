using System.Text.Json;
using GraphMemory.Engine.Graph.Commands;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ResolveConflictTool : IMcpTool
{
    public const string ToolName = "resolve_conflict";

    private const string Fields = """
        "earlier":{"type":"integer","description":"Id of the earlier fact of the pair"},
        "later":{"type":"integer","description":"Id of the later fact of the pair"},
        "keep":{"type":"string","enum":["earlier","later","both","neither"],"description":"Which one stands; the other is closed and stays in the history"}
        """;

    public string Name => ToolName;

    public ToolDescription Description { get; } = new(
        "Resolve Conflict",
        "Settle two facts that contradict each other, as conflicts lists them. Ask the person first when you cannot know.",
        GraphSchemas.Input(Fields, """["earlier","later","keep"]""", GraphSchemas.IdempotencyKey),
        """{"type":"object","properties":{"earlier":{"type":"integer"},"later":{"type":"integer"},"kept":{"type":"string"}},"required":["earlier","later","kept"]}""",
        ToolEffect.Deletes);

    public async ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (earlier, later) = (read.Long("earlier"), read.Long("later"));
        var keep = read.Choice("keep", null, "earlier", "later", "both", "neither");
        if (read.Problem(Name) is { } problem) { return ToolReply.Failure(problem); }
        return await context.WriteAsync(new ResolveConflict(earlier, later, Decision(keep)), conflict => ToolReply.Prose(
            Text(conflict.EarlierId, conflict.LaterId, keep),
            writer => ReferenceShapes.Wrapped(writer, () =>
            {
                writer.WriteNumber("earlier"u8, conflict.EarlierId);
                writer.WriteNumber("later"u8, conflict.LaterId);
                writer.WriteString("kept"u8, keep);
            })));
    }

    private static ConflictDecision Decision(string keep) => keep switch
    {
        "earlier" => ConflictDecision.KeepEarlier,
        "later" => ConflictDecision.KeepLater,
        "both" => ConflictDecision.KeepBoth,
        _ => ConflictDecision.KeepNeither,
    };

    private static string Text(long earlier, long later, string keep) => keep switch
    {
        "earlier" => $"#{earlier} stands; #{later} is closed.",
        "later" => $"#{later} stands; #{earlier} is closed.",
        "both" => $"#{earlier} and #{later} both stand.",
        _ => $"#{earlier} and #{later} are both closed.",
    };
}
