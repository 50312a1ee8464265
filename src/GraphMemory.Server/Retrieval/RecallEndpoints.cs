using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Cli.Commands;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Retrieval;

/// <summary>Tiers by their names, as every door writes them.</summary>
internal sealed class WireTierConverter() : JsonStringEnumConverter<Tier>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>What an answer may be drawn from.</summary>
internal abstract record QuestionBody
{
    public required string Query { get; set; }
    public string[]? Types { get; set; }
    public string[]? Tags { get; set; }
    public string[]? About { get; set; }
    public string? Session { get; set; }
    public string? Source { get; set; }
    public WireTime? Since { get; set; }
    public WireTime? Until { get; set; }
    public WireTime? ValidAt { get; set; }

    /// <summary>Only facts of these tiers: core, working, archive; all but the archive when left out.</summary>
    public Tier[]? Tiers { get; set; }

    /// <summary>both, workspace or user; as configured when left out.</summary>
    public string? Layers { get; set; }

    public RecallFilter ToFilter() => new()
    {
        Types = Types is null ? [] : [.. Types], Tags = Tags is null ? [] : [.. Tags], About = About is null ? [] : [.. About],
        Session = Session, Source = Source, RecordedFromMs = Since?.Ms, RecordedToMs = Until?.Ms, ValidAtMs = ValidAt?.Ms,
        Tiers = Tiers is null ? [] : [.. Tiers],
    };
}

internal sealed record RecallBody : QuestionBody
{
    public int? Limit { get; set; }

    public RecallRequest ToRequest() => new RecallRequest(Query) with { Filter = ToFilter(), Limit = Limit ?? 10 };
}

internal sealed record ContextBody : QuestionBody
{
    public int? BudgetTokens { get; set; }

    public ContextRequest ToRequest() => new ContextRequest(Query) with { Filter = ToFilter(), BudgetTokens = BudgetTokens ?? ContextRequest.BudgetTokensDefault };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    Converters = [typeof(WireTierConverter)])]
[JsonSerializable(typeof(RecallBody))]
[JsonSerializable(typeof(ContextBody))]
internal sealed partial class QuestionJson : JsonSerializerContext;

/// <summary>Ranked questions. GET for what fits an address and may be cached; POST for long ones.</summary>
internal static class RecallEndpoints
{
    private const string Tag = "recall";

    private static readonly RestParameter<string?> Query = RestParameter.Text("query", "What you want to know; \"quoted words\" stand together, word* matches any ending", RecallRequest.QueryLengthMax) with { IsRequired = true };
    private static readonly RestParameter<int> Limit = RestParameter.Count("limit", "Most items of the answer", 10, 1, RecallRequest.LimitMax);
    private static readonly RestParameter<int> Budget = RestParameter.Count("budgetTokens", "Tokens that the context may cost", ContextRequest.BudgetTokensDefault, 1, ContextRequest.BudgetTokensMax);
    private static readonly RestParameter<System.Collections.Immutable.ImmutableArray<string>> Types = RestParameter.Texts("type", "Only entities of these types");
    private static readonly RestParameter<System.Collections.Immutable.ImmutableArray<string>> Tags = RestParameter.Texts("tag", "Only facts with all of these tags");
    private static readonly RestParameter<System.Collections.Immutable.ImmutableArray<string>> About = RestParameter.Texts("about", "Only facts about these entities");
    private static readonly RestParameter<string?> Session = RestParameter.Text("session", "Only facts of this episode");
    private static readonly RestParameter<string?> Source = RestParameter.Text("source", "Only facts from this principal, client, tool, file, commit or URL");
    private static readonly RestParameter<long?> Since = RestParameter.Instant("since", "Recorded since");
    private static readonly RestParameter<long?> Until = RestParameter.Instant("until", "Recorded before");
    private static readonly RestParameter<long?> ValidAt = RestParameter.Instant("validAt", "What held then; now when left out");

    private static readonly RestParameter<string> Tier = RestParameter.Choice("tier", "Only facts of this tier; kept is all but the archive", "kept", "kept", "core", "working", "archive", "any");
    private static readonly RestParameter<string> Layer = RestParameter.Choice("layers", "Memories that are asked: the workspace, what its user keeps for everywhere, or both", "configured", "configured", "both", "workspace", "user");

    private static readonly RestParameter[] Filters = [Types, Tags, About, Session, Source, Since, Until, ValidAt, Tier, Layer];

    public static IEnumerable<RestEndpoint> All =>
    [
        new("recall", "GET", "/recall", Tag, "Find what is remembered about a question, best first", RecallAsync)
        {
            Parameters = [Query, Limit, .. Filters], Freshness = RestFreshness.LogAndClock,
            Answer = RestAnswer.Json(RecallJsonContext.Default.RecallShape, "The ranked answer, each item with its proof."), Problems = [RestProblems.BadParameter, RetrievalProblems.InvalidField],
        },
        new("recallByBody", "POST", "/recall", Tag, "As GET, for a question too long for an address", RecallByBodyAsync)
        {
            Body = RestBody.Json(QuestionJson.Default.RecallBody, "The question."), OnlyReads = true,
            Answer = RestAnswer.Json(RecallJsonContext.Default.RecallShape, "The ranked answer, each item with its proof."), Problems = [RestProblems.BadBody, RetrievalProblems.InvalidField],
        },
        new("context", "GET", "/context", Tag, "Pack the part of the memory that helps with a task into a token budget", ContextAsync)
        {
            Parameters = [Query, Budget, .. Filters], Freshness = RestFreshness.LogAndClock,
            Answer = RestAnswer.Json(RecallJsonContext.Default.ContextShape, "The text, and the facts in it."), Problems = [RestProblems.BadParameter, RetrievalProblems.InvalidField],
        },
        new("contextByBody", "POST", "/context", Tag, "As GET, for a question too long for an address", ContextByBodyAsync)
        {
            Body = RestBody.Json(QuestionJson.Default.ContextBody, "The task."), OnlyReads = true,
            Answer = RestAnswer.Json(RecallJsonContext.Default.ContextShape, "The text, and the facts in it."), Problems = [RestProblems.BadBody, RetrievalProblems.InvalidField],
        },
    ];

    private static ValueTask<RestReply> RecallAsync(RestCall call)
    {
        var request = new RecallRequest(call.Value(Query) ?? "") { Limit = call.Value(Limit), Filter = Filter(call) };
        return call.Problem is { } problem ? new(problem) : AnswerAsync(call, request, call.Value(Layer));
    }

    private static async ValueTask<RestReply> RecallByBodyAsync(RestCall call)
    {
        var body = await call.BodyAsync(QuestionJson.Default.RecallBody);
        return body.IsSuccess ? await AnswerAsync(call, body.Value.ToRequest(), body.Value.Layers) : body.Problem;
    }

    private static ValueTask<RestReply> ContextAsync(RestCall call)
    {
        var request = new ContextRequest(call.Value(Query) ?? "") { BudgetTokens = call.Value(Budget), Filter = Filter(call) };
        return call.Problem is { } problem ? new(problem) : AnswerAsync(call, request, call.Value(Layer));
    }

    private static async ValueTask<RestReply> ContextByBodyAsync(RestCall call)
    {
        var body = await call.BodyAsync(QuestionJson.Default.ContextBody);
        return body.IsSuccess ? await AnswerAsync(call, body.Value.ToRequest(), body.Value.Layers) : body.Problem;
    }

    private static async ValueTask<RestReply> AnswerAsync(RestCall call, RecallRequest request, string? word)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var layers = Asked(word);
        if (!layers.IsSuccess) { return layers.Problem; }
        var (id, key) = (workspace.Value.Id, AnswerKey.Of(call, workspace.Value.Id, workspace.Value.HeadSeq, "recall", request.Query, request.Limit, request.Filter, word));
        var answer = await call.Host.Answers.GetAsync(
            key, () => call.Memory.Layered.Ask(id, request, layers.Value).Map(RecallShape.Of), RecallJsonContext.Default.RecallShape, call.Aborted);
        return answer.IsSuccess ? RestReply.Of(answer.Value, RestContent.Json) : answer.Problem;
    }

    private static async ValueTask<RestReply> AnswerAsync(RestCall call, ContextRequest request, string? word)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var layers = Asked(word);
        if (!layers.IsSuccess) { return layers.Problem; }
        var (id, key) = (workspace.Value.Id, AnswerKey.Of(call, workspace.Value.Id, workspace.Value.HeadSeq, "context", request.Query, request.BudgetTokens, request.Filter, word));
        var answer = await call.Host.Answers.GetAsync(
            key, () => call.Memory.Layered.Pack(id, request, layers.Value).Map(ContextShape.Of), RecallJsonContext.Default.ContextShape, call.Aborted);
        return answer.IsSuccess ? RestReply.Of(answer.Value, RestContent.Json) : answer.Problem;
    }

    /// <summary>Null leaves it to the configuration.</summary>
    private static Result<Layers?> Asked(string? word) => word switch
    {
        null or "configured" => (Layers?)null,
        "both" or LayerArguments.Workspace or LayerArguments.User => LayerArguments.Parse(word),
        _ => RestProblems.Body("layers", "is not allowed", "give both, workspace or user"),
    };

    private static RecallFilter Filter(RestCall call) => new()
    {
        Types = call.Value(Types), Tags = call.Value(Tags), About = call.Value(About), Session = call.Value(Session), Source = call.Value(Source),
        RecordedFromMs = call.Value(Since), RecordedToMs = call.Value(Until), ValidAtMs = call.Value(ValidAt),
        Tiers = call.Value(Tier) switch { "kept" => [], "any" => [.. Enum.GetValues<Tier>()], var tier => [TierNames.Parse(tier)!.Value] },
    };
}
