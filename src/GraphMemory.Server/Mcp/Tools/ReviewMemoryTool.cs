using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Care;
using GraphMemory.Server.Care;

namespace GraphMemory.Server.Mcp.Tools;

internal sealed class ReviewMemoryTool : IMcpTool
{
    private const string Fields = """
        "limit":{"type":"integer","minimum":1,"maximum":200,"description":"Most items of each kind; 10 when not given"},
        "threshold":{"type":"number","minimum":0,"maximum":1,"description":"Similarity from which two things count as one; 0.8 when not given"}
        """;

    public string Name => "review_memory";

    public ToolDescription Description { get; } = new(
        "Review Memory",
        "What could be put in order: entities that are probably one, observations that say the same, contradictions, stale facts, orphans, near-same tags. "
            + "Settle them with merge_entities, delete_observations, resolve_conflict or set_tier; ask the person when you cannot know.",
        GraphSchemas.Input(Fields, "[]"),
        """
        {"type":"object","properties":{"duplicates":{"type":"object"},"conflicts":{"type":"object"},"stale":{"type":"object"},
          "orphans":{"type":"object"},"tags":{"type":"object"},"tiers":{"type":"object"}},"required":["duplicates","conflicts","stale","orphans","tags","tiers"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (limit, threshold) = (read.Count("limit", 10, 1, 200), read.Share("threshold", CareQueries.ThresholdDefault));
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var care = context.Host.Care;
        var review = CareReview.Of(care.Queries, context.Queries, context.WorkspaceId, threshold, care.StaleRule(), limit);
        var shape = review.ToShape();
        return ValueTask.FromResult(ToolReply.Prose(string.Join('\n', Lines(review)), writer => JsonSerializer.Serialize(writer, shape, CareJson.Default.ReviewShape)));
    }

    private static IEnumerable<string> Lines(CareReview review)
    {
        if (review.Count == 0) { return ["Nothing to put in order."]; }
        return
        [
            .. Part("Entities that are probably one", review.Entities, pair => $"- {pair.Merge.Name} into {pair.Keep.Name} ({Percent(pair.Score)}, {pair.Reason})"),
            .. Part("Observations that say the same", review.Observations, pair => $"- keep {FactShapes.Line(pair.Keep)}\n  not {FactShapes.Line(pair.Forget)}"),
            .. Part("Contradictions", review.Conflicts, view => $"- #{view.Conflict.EarlierId} and #{view.Conflict.LaterId}: {view.Explanation}"),
            .. Part("Stale facts", review.Stale, stale => $"- {FactShapes.Line(stale.Fact)}: {stale.Reason.ToString().ToLowerInvariant()}"),
            .. Part("Orphans", review.Orphans, orphan => $"- {orphan.Name}: {(orphan.IsDeclared ? "nothing is said about it" : $"only named, by {orphan.Relations} relations")}"),
            .. Part("Tags that are probably one", new Found<NearTags>(review.Tags.Near, review.Tags.Near.Length), pair => $"- {pair.Rename.Tag} into {pair.Keep.Tag} ({pair.Reason})"),
        ];
    }

    private static IEnumerable<string> Part<T>(string title, Found<T> found, Func<T, string> line) =>
        found.Total == 0 ? [] : [$"{title} ({found.Total}):", .. found.Items.Select(line)];

    private static string Percent(double score) => score.ToString("P0", CultureInfo.InvariantCulture);
}
