using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class MemorySearchTool : IMcpTool
{
    private const int SuggestionsMax = 5;

    private const string Fields = """
        "query":{"type":"string","minLength":1,"description":"What to look for"},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"default":10,"description":"Most memories to return"},
        "type":{"type":"string","description":"Only memories of this type or kind"},
        "tags":{"type":"array","items":{"type":"string"},"description":"Only memories that carry all of these tags"},
        "threshold":{"type":"number","minimum":0,"maximum":1,"default":0.7,"description":"Least score, as a share of the best one"}
        """;

    public string Name => "memory_search";

    public ToolDescription Description { get; } = new(
        "Search Memories",
        "Find memories by what they say and what they are related to, best first.",
        GraphSchemas.Input(Fields, """["query"]"""),
        $$"""
        {"type":"object","properties":{"memories":{"type":"array","items":{{IdeMemory.Schema}} },"total":{"type":"integer"},"query_time":{"type":"number"},
          "suggestions":{"type":"array","items":{"type":"string"} } },"required":["memories","total","query_time","suggestions"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (query, limit, type) = (read.FilledText("query"), read.Count("limit", 10, 1, 1_000), read.TextOrNull("type"));
        var (tags, threshold) = (read.Texts("tags", isRequired: false), read.Share("threshold", 0.7));
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var startedAt = context.Host.Time.GetTimestamp();
        var answer = context.Recall(new RecallRequest(query) { Limit = RecallRequest.LimitMax, Filter = RecallFilter.None with { Tags = tags } });
        if (!answer.IsSuccess) { return ValueTask.FromResult(ToolReply.Failure(answer.Problem)); }
        var found = Found(answer.Value, context, threshold, type);
        var suggestions = Suggestions(query, context);
        var elapsed = context.Host.Time.GetElapsedTime(startedAt);
        return ValueTask.FromResult(Show(found, limit, elapsed, suggestions));
    }

    private static ImmutableArray<(IdeMemory Memory, double Score)> Found(RecallResult answer, McpCallContext context, double threshold, string? type)
    {
        if (answer.Items.Length == 0) { return []; }
        var best = answer.Items.Max(item => item.Score);
        return context.Host.Read(context.WorkspaceId, store =>
            answer.Items.Select(item => (Memory: item.Fact is { } named ? IdeMemory.Of(store, named.Fact) : null, Score: best > 0 ? item.Score / best : 1))
                .Where(item => item.Memory is not null && item.Score >= threshold && (type is null || MemoryKinds.Matches(item.Memory.Type, type)))
                .Select(item => (item.Memory!, item.Score)).ToImmutableArray());
    }

    private static ToolReply Show(ImmutableArray<(IdeMemory Memory, double Score)> found, int limit, TimeSpan elapsed, ImmutableArray<string> suggestions) =>
        IdeTools.Show(writer =>
        {
            writer.WriteStartArray("memories"u8);
            foreach (var (memory, score) in found.Take(limit))
            {
                writer.WriteStartObject();
                memory.Write(writer);
                writer.WriteNumber("score"u8, Math.Round(score, 4));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteNumber("total"u8, found.Length);
            writer.WriteNumber("query_time"u8, Math.Round(elapsed.TotalMilliseconds, 3));
            IdeTools.WriteTexts(writer, "suggestions", suggestions);
        });

    /// <summary>Names that begin like the last word.</summary>
    private static ImmutableArray<string> Suggestions(string query, McpCallContext context)
    {
        var last = query[(query.TrimEnd().LastIndexOf(' ') + 1)..].Trim();
        return last.Length < 2 ? [] : [.. context.Host.Names.Beginning(context.WorkspaceId, WordKind.Name, last).Words.Take(SuggestionsMax)];
    }
}
