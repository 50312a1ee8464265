using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Graph;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Care;

/// <summary>What could be put in order.</summary>
internal static class CareEndpoints
{
    private const string Tag = "care";
    private const int ShownFactsMax = 1_000;

    private static readonly RestParameter<int> Limit = RestParameter.Count("limit", "Most items of each kind", 100, 1, 1_000);
    private static readonly RestParameter<int> Percent = RestParameter.Count("threshold", "Percent of similarity from which two things count as one", 80, 50, 100);
    private static readonly RestParameter<int> QuietDays = RestParameter.Count("quietDays", "Days without a word after which facts count as stale; as configured when 0", 0, 0, 36_500);

    public static IEnumerable<RestEndpoint> All =>
    [
        Read("review", "/care/review", "All that could be put in order", RestAnswer.Json(CareJson.Default.ReviewShape, "What was found, by kind."), [Limit, Percent, QuietDays], Review),
        Read("duplicates", "/care/duplicates", "Entities that are probably one, and observations that say the same", RestAnswer.Json(CareJson.Default.DuplicatesShape, "The pairs, the surest first."), [Limit, Percent],
            (call, id) => RestReply.Of(DuplicatesShape.Of(
                call.Memory.Care.DuplicateEntities(id, call.Value(Percent) / 100.0, call.Value(Limit)),
                call.Memory.Care.DuplicateObservations(id, call.Value(Percent) / 100.0, call.Value(Limit))), CareJson.Default.DuplicatesShape)),
        Read("orphans", "/care/orphans", "Entities without a hold in the graph", RestAnswer.Json(CareJson.Default.OrphansShape, "The entities."), [Limit],
            (call, id) => RestReply.Of(OrphansShape.Of(call.Memory.Care.Orphans(id, call.Value(Limit))), CareJson.Default.OrphansShape)),
        Read("stale", "/care/stale", "Facts that may be true no longer, and why", RestAnswer.Json(CareJson.Default.StaleListShape, "The facts."), [Limit, QuietDays],
            (call, id) => RestReply.Of(StaleListShape.Of(call.Memory.Care.Stale(id, Rule(call), call.Value(Limit))), CareJson.Default.StaleListShape)),
        Read("tags", "/care/tags", "Tags, how often they are used, and those that are probably one", RestAnswer.Json(CareJson.Default.TagsShape, "The tags."), [Limit],
            (call, id) => RestReply.Of(TagsShape.Of(call.Memory.Care.Tags(id, call.Value(Limit))), CareJson.Default.TagsShape)),
        Read("tiers", "/care/tiers", "How many facts are in each tier, and what was marked", RestAnswer.Json(CareJson.Default.TiersShape, "The numbers and the marks."), [Limit],
            (call, id) => RestReply.Of(TiersShape.Of(call.Memory.Care.Tiers(id, call.Value(Limit))), CareJson.Default.TiersShape)),
        Read("revisions", "/care/history", "Merges, runs of forgetting and renamed tags, the newest first", RestAnswer.Json(CareJson.Default.HistoryShape, "The revisions."), [Limit],
            (call, id) => RestReply.Of(new HistoryShape([.. call.Memory.Care.History(id, call.Value(Limit)).Select(RevisionShape.Of)]), CareJson.Default.HistoryShape)),
        new("planForgetting", "POST", "/care/forget/plan", Tag, "Show exactly what a rule would close; nothing is closed", PlanAsync)
        {
            Body = RestBody.Json(CareBodyJson.Default.ForgetRuleBody, "The rule."), OnlyReads = true,
            Answer = RestAnswer.Json(CareJson.Default.PlanShape, "The plan."), Problems = [CareProblems.InvalidField, RestProblems.BadBody],
        },
    ];

    private static RestEndpoint Read(string name, string path, string summary, RestAnswer answer, RestParameter[] parameters, Func<RestCall, long, RestReply> read) =>
        new(name, "GET", path, Tag, summary, async call =>
        {
            foreach (var parameter in parameters.OfType<RestParameter<int>>()) { call.Value(parameter); }
            if (call.Problem is { } problem) { return problem; }
            var workspace = await call.WorkspaceToReadAsync();
            return workspace.IsSuccess ? read(call, workspace.Value.Id) : workspace.Problem;
        })
        {
            Parameters = [.. parameters], Freshness = RestFreshness.LogAndClock, Answer = answer, Problems = [RestProblems.BadParameter],
        };

    private static RestReply Review(RestCall call, long workspaceId) => RestReply.Of(
        CareReview.Of(call.Memory.Care, call.Memory.Queries, workspaceId, call.Value(Percent) / 100.0, Rule(call), call.Value(Limit)).ToShape(), CareJson.Default.ReviewShape);

    // No file is looked for: which disk the paths mean is not known here.
    private static StaleRule Rule(RestCall call)
    {
        var options = call.Memory.Options.Care;
        var days = call.Value(QuietDays);
        return new StaleRule(call.NowMs, (days > 0 ? options with { QuietDays = days } : options).QuietBeforeMs(call.NowMs), IsGone: null);
    }

    private static async ValueTask<RestReply> PlanAsync(RestCall call)
    {
        var body = await call.BodyAsync(CareBodyJson.Default.ForgetRuleBody);
        if (!body.IsSuccess) { return body.Problem; }
        var rule = body.Value.ToRule(call.NowMs);
        if (rule.Check() is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var plan = call.Memory.Care.Plan(workspace.Value.Id, rule);
        return RestReply.Of(Shape(call.Memory.Queries, workspace.Value.Id, plan, ShownFactsMax), CareJson.Default.PlanShape);
    }

    public static PlanShape Shape(GraphQueries queries, long workspaceId, ForgetPlan plan, int shownMax) => new(
        PlanToken.Of(plan).ToString(), plan.Rule.ToString(), [.. plan.FactIds], plan.Matching,
        [.. plan.FactIds.Take(shownMax).Select(id => queries.Fact(workspaceId, id)).Where(fact => fact.IsSuccess).Select(fact => FactShape.Of(fact.Value))]);
}
