using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Facts: observations and relations with both their times.</summary>
internal static class FactEndpoints
{
    private const string Tag = "facts";

    private static readonly RestParameter<long> Id = RestParameter.Id("id", "Id of the fact");
    private static readonly RestParameter<string?> About = RestParameter.Text("about", "Only facts with this entity at an end");
    private static readonly RestParameter<string> Kind = RestParameter.Choice("kind", "Only facts of this kind", "any", "any", "observation", "relation");
    private static readonly RestParameter<string?> Predicate = RestParameter.Text("predicate", "Only facts of this relation type");
    private static readonly RestParameter<bool> Closed = RestParameter.Flag("closed", "Earlier versions too");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listFacts", "GET", "/facts", Tag, "List the facts in the order they were recorded", ListAsync)
        {
            Parameters = [About, Kind, Predicate, Closed, PageParameters.Limit, PageParameters.Cursor], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.FactListShape, "A page of facts."), Problems = [RestProblems.BadParameter],
        },
        new("remember", "POST", "/facts", Tag, "Remember observations; with supersedes an observation corrects an earlier one", RememberAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.ObservationsBody, "The observations."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.RecordedListShape, "What became of each observation.", 201), Problems = [GraphProblems.FactNotFound, .. EntityEndpoints.Writing],
        },
        new("getFact", "GET", "/facts/{id}", Tag, "Show one version of a fact", GetAsync)
        {
            Parameters = [Id], Freshness = RestFreshness.Resource,
            Answer = RestAnswer.Json(GraphShapeJson.Default.FactShape, "The fact."), Problems = [GraphProblems.FactNotFound, RestProblems.BadParameter],
        },
        new("forgetFact", "DELETE", "/facts/{id}", Tag, "Close a fact; the history stays", ForgetOneAsync)
        {
            Parameters = [Id, CallParameters.IfMatch], IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ClosedShape, "The fact that was closed."), Problems = [GraphProblems.FactNotFound, RestProblems.Stale, .. EntityEndpoints.Writing],
        },
        new("forget", "POST", "/forget", Tag, "Close facts, and entities with all their facts; the history stays", ForgetAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.SelectionBody, "What to forget."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ClosedShape, "The facts that were closed."), Problems = [GraphProblems.FactNotFound, GraphProblems.EntityNotFound, .. EntityEndpoints.Writing],
        },
        new("purge", "POST", "/purge", Tag, "Erase facts or entities for good, history included", PurgeAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.PurgeBody, "What to erase; confirm must be true."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ClosedShape, "The facts that were erased."),
            Problems = [GraphProblems.FactNotFound, GraphProblems.EntityNotFound, RestProblems.NotConfirmed, .. EntityEndpoints.Writing],
        },
    ];

    private static async ValueTask<RestReply> ListAsync(RestCall call)
    {
        FactKind? kind = call.Value(Kind) switch { "observation" => FactKind.Observation, "relation" => FactKind.Relation, _ => null };
        var (filter, page) = (new FactFilter(call.Value(About), kind, call.Value(Predicate), call.Value(Closed)), call.Page());
        return call.Problem is { } problem ? problem : await ListAsync(call, filter, page);
    }

    public static async ValueTask<RestReply> ListAsync(RestCall call, FactFilter filter, RestPage page)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Pages.Facts(workspace.Value.Id, filter, page.After, page.Limit, RestLimits.ScannedRowsMax);
        return RestReply.Of(
            new FactListShape([.. found.Items.Select(FactShape.Of)], found.Next is { } next ? call.NextCursor(next) : null), GraphShapeJson.Default.FactListShape);
    }

    private static async ValueTask<RestReply> RememberAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.ObservationsBody);
        return body.IsSuccess ? await RecordAsync(call, body.Value.ToCommand()) : body.Problem;
    }

    public static async ValueTask<RestReply> RecordAsync(RestCall call, IGraphCommand<ImmutableArray<Recorded>> command)
    {
        var written = await call.WriteAsync(
            command, recorded => new RecordedListShape([.. recorded.Select(RecordedShape.Of)]), GraphShapeJson.Default.RecordedListShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.RecordedListShape, 201) : written.Problem;
    }

    private static async ValueTask<RestReply> GetAsync(RestCall call)
    {
        var id = call.Value(Id);
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var fact = call.Memory.Queries.Fact(workspace.Value.Id, id);
        return fact.IsSuccess
            ? RestReply.Of(FactShape.Of(fact.Value), GraphShapeJson.Default.FactShape, tag: TagOf(fact.Value.Fact))
            : fact.Problem;
    }

    private static async ValueTask<RestReply> ForgetOneAsync(RestCall call)
    {
        var id = call.Value(Id);
        if (call.Problem is { } problem) { return problem; }
        return await CloseAsync(call, new IfMatches<ImmutableArray<long>>(
            new Forget([id], []), call.Given(CallParameters.IfMatch), write => write.Fact(id) is { } fact ? TagOf(fact) : null));
    }

    private static async ValueTask<RestReply> ForgetAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.SelectionBody);
        return body.IsSuccess ? await CloseAsync(call, body.Value.ToForget()) : body.Problem;
    }

    private static async ValueTask<RestReply> PurgeAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.PurgeBody);
        if (!body.IsSuccess) { return body.Problem; }
        return body.Value.Confirm
            ? await CloseAsync(call, body.Value.ToPurge())
            : RestProblems.NotConfirmed.With("What is purged is gone for good.", new FieldProblem("confirm", "is not true", "Send \"confirm\": true, or forget instead."));
    }

    private static async ValueTask<RestReply> CloseAsync(RestCall call, IGraphCommand<ImmutableArray<long>> command)
    {
        var written = await call.WriteAsync(command, ids => new ClosedShape([.. ids]), GraphShapeJson.Default.ClosedShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.ClosedShape) : written.Problem;
    }

    private static string TagOf(Fact fact) => $"\"f{fact.Id}-{fact.SupersededSeq ?? 0}\"";
}
