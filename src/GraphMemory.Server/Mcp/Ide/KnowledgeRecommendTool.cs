using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp.Ide;

internal sealed class KnowledgeRecommendTool : IMcpTool
{
    /// <summary>Relations that lead from one thing to the next one.</summary>
    private static readonly string[] Leading = ["precedes", "leads_to", "followed_by", "next", "blocks", "enables"];

    private const string Fields = """
        "context":{"type":"string","minLength":1,"description":"What you are at"},
        "limit":{"type":"integer","minimum":1,"maximum":100,"default":5},
        "type":{"type":"string","enum":["similar","related","complementary","next_steps"],"default":"related"}
        """;

    public string Name => "knowledge_recommend";

    public ToolDescription Description { get; } = new(
        "Recommend Knowledge",
        "Memories for what you are at: similar in words, related in the graph, complementary (related but in other words), or next steps.",
        GraphSchemas.Input(Fields, """["context"]"""),
        $$"""
        {"type":"object","properties":{"recommendations":{"type":"array","items":{"type":"object","properties":{
          "memory":{{IdeMemory.Schema}},"score":{"type":"number"},"reason":{"type":"string"} },"required":["memory","score","reason"]} },
          "context":{"type":"string"},"recommendation_type":{"type":"string"} },"required":["recommendations","context","recommendation_type"]}
        """,
        ToolEffect.Reads);

    public ValueTask<ToolReply> CallAsync(JsonElement arguments, McpCallContext context)
    {
        var read = new ToolArguments(arguments);
        var (about, limit) = (read.FilledText("context"), read.Count("limit", 5, 1, 100));
        var type = read.Choice("type", "related", "similar", "related", "complementary", "next_steps");
        if (read.Problem(Name) is { } problem) { return ValueTask.FromResult(ToolReply.Failure(problem)); }
        var found = Found(context, about, type);
        return ValueTask.FromResult(found.IsSuccess ? Show(context, found.Value, about, type, limit) : ToolReply.Failure(found.Problem));
    }

    private static Result<ImmutableArray<Recommendation>> Found(McpCallContext context, string about, string type)
    {
        var components = type == "similar" ? RecallComponents.Text | RecallComponents.Distinct : RecallComponents.All;
        var answer = context.Recall(new RecallRequest(about) { Limit = RecallRequest.LimitMax, Components = components });
        if (!answer.IsSuccess) { return answer.Problem; }
        var items = answer.Value.Items;
        return type switch
        {
            "similar" => [.. items.Select(item => Of(item, "It says it in the same words."))],
            "related" => [.. items.Select(item => Of(item, Path(item)))],
            "complementary" => [.. items.Where(item => item.Proof.Text == 0).Select(item => Of(item, $"It adds other words: {Path(item)}"))],
            _ => NextSteps(context, items),
        };
    }

    /// <summary>What the best finds lead to by a relation that says so, then the finds that are procedures or tasks themselves.</summary>
    private static ImmutableArray<Recommendation> NextSteps(McpCallContext context, ImmutableArray<RecallItem> items) => context.Host.Read(context.WorkspaceId, store =>
    {
        const int startsMax = 10;
        var led = from item in items.Take(startsMax)
                  from entity in store.FindEntity(item.Entity) is { } found ? [found] : Array.Empty<Entity>()
                  from step in Steps(store, entity)
                  from fact in store.FactsOf(step.To, FactDraft.ObservationPredicate)
                  where fact.IsLive
                  select new Recommendation(fact, item.Score, $"{entity.Name} {step.How} {store.Entity(step.To)!.Name}.");
        var procedures = items.Where(item => MemoryKinds.Of(item.EntityType) is "procedural" or "episodic").Select(item => Of(item, $"It is a {item.EntityType}."));
        return led.Concat(procedures).DistinctBy(each => each.Fact?.Id).ToImmutableArray();
    });

    private static IEnumerable<(long To, string How)> Steps(IWorkspaceRead store, Entity entity) =>
        store.FactsOf(entity.Id).Where(fact => fact is { IsLive: true, Statement: { ObjectId: not null, Polarity: Polarity.Affirmed } } && Leading.Contains(fact.Statement.Predicate))
            .Select(fact => (fact.Statement.ObjectId!.Value, fact.Statement.Predicate))
            .Concat(store.FactsAbout(entity.Id).Where(fact => fact is { IsLive: true, Statement: { Predicate: "follows" or "depends_on", Polarity: Polarity.Affirmed } })
                .Select(fact => (fact.Statement.SubjectId, fact.Statement.Predicate == "follows" ? "is followed by" : "is needed by")));

    private static Recommendation Of(RecallItem item, string reason) => new(item.Fact?.Fact, item.Score, reason);

    private static string Path(RecallItem item) => item.Proof.Path.Length == 0
        ? $"It is about {item.Entity}."
        : $"{item.Proof.Path[0].From}{string.Concat(item.Proof.Path.Select(step => $" -{step.Via}- {step.To}"))}.";

    private static ToolReply Show(McpCallContext context, ImmutableArray<Recommendation> found, string about, string type, int limit) =>
        context.Host.Read(context.WorkspaceId, store => IdeTools.Show(writer =>
        {
            var best = found.Length == 0 ? 1 : found.Max(each => each.Score);
            writer.WriteStartArray("recommendations"u8);
            foreach (var (memory, each) in found.Select(each => (Memory: each.Fact is { } fact ? IdeMemory.Of(store, fact) : null, each)).Where(pair => pair.Memory is not null).Take(limit))
            {
                writer.WriteStartObject();
                writer.WriteStartObject("memory"u8);
                memory!.Write(writer);
                writer.WriteEndObject();
                writer.WriteNumber("score"u8, Math.Round(best > 0 ? each.Score / best : 1, 4));
                writer.WriteString("reason"u8, each.Reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("context"u8, about);
            writer.WriteString("recommendation_type"u8, type);
        }));

    /// <param name="Fact">Null for a bare entity, which is no memory.</param>
    private sealed record Recommendation(Fact? Fact, double Score, string Reason);
}
