using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph.Analysis;
using GraphMemory.Engine.Graph.Queries;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class KnowledgeInsightsTool : IMcpTool
{
    private const string Fields = """
        "context":{"type":"string","description":"Only insights that speak of this"},
        "insight_type":{"type":"string","enum":["patterns","gaps","connections","trends"],"default":"patterns"},
        "time_range":{"type":"string","pattern":"^[0-9]+[hdwmy]$","description":"How far back, such as 7d, 30d, 1y; for trends 30d when not given"}
        """;

    public string Name => "knowledge_insights";

    public ToolDescription Description { get; } = new(
        "Knowledge Insights",
        "What the memory shows as a whole: recurring patterns, relations that are missing, things that belong together, words that rise or fall.",
        GraphSchemas.Input(Fields, "[]"),
        """
        {"type":"object","properties":{"insights":{"type":"array","items":{"type":"object","properties":{"type":{"type":"string"},"description":{"type":"string"},
          "confidence":{"type":"number"},"supporting_evidence":{"type":"array","items":{"type":"string"}}},"required":["type","description","confidence","supporting_evidence"]}},
          "context":{"type":["string","null"]},"generated_at":{"type":"string"}},"required":["insights","context","generated_at"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (about, type) = (read.TextOrNull("context"), read.Choice("insight_type", "patterns", "patterns", "gaps", "connections", "trends"));
        var range = read.Span("time_range");
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var nowMs = context.Host.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var insights = Of(type, context.Host.Graph(context.WorkspaceId), nowMs, range);
        return ValueTask.FromResult(Show(insights, about, nowMs));
    }

    private static ImmutableArray<Insight> Of(string type, LiveGraph graph, long nowMs, TimeSpan? range)
    {
        var rangeMs = (long)(range ?? TimeSpan.FromDays(30)).TotalMilliseconds;
        if (type == "trends") { return GraphInsights.Trends(graph, nowMs, rangeMs); }
        if (range is not null) { graph = graph.Since(nowMs - rangeMs); }
        return type switch
        {
            "patterns" => GraphInsights.Patterns(graph),
            "gaps" => GraphInsights.Gaps(graph),
            _ => GraphInsights.Connections(graph),
        };
    }

    private static ToolReply Show(ImmutableArray<Insight> insights, string? about, long nowMs) => IdeTools.Show(writer =>
    {
        writer.WriteStartArray("insights"u8);
        foreach (var insight in insights.Where(insight => SpeaksOf(insight, about)))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, insight.Kind);
            writer.WriteString("description"u8, insight.Description);
            writer.WriteNumber("confidence"u8, insight.Confidence);
            IdeTools.WriteTexts(writer, "supporting_evidence", insight.Evidence);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("context"u8, about);
        writer.WriteString("generated_at"u8, IdeMemory.Instant(nowMs));
    });

    private static bool SpeaksOf(Insight insight, string? about) => string.IsNullOrWhiteSpace(about)
        || insight.Evidence.Append(insight.Description).Any(text => text.Contains(about, StringComparison.OrdinalIgnoreCase));
}
