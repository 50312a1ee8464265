using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>Facts that contradict each other.</summary>
internal static class ConflictEndpoints
{
    private const string Tag = "conflicts";

    private static readonly RestParameter<bool> Resolved = RestParameter.Flag("resolved", "Resolved ones too");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listConflicts", "GET", "/conflicts", Tag, "List facts that contradict each other, and why", ListAsync)
        {
            Parameters = [Resolved, PageParameters.Limit], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ConflictListShape, "The conflicts, the oldest first."), Problems = [RestProblems.BadParameter],
        },
        new("resolveConflict", "POST", "/conflicts/resolve", Tag, "Decide a conflict: keep the earlier fact, the later one, both or neither", ResolveAsync)
        {
            Body = RestBody.Json(GraphBodyJson.Default.ResolveBody, "The conflict and the decision."), IsIdempotentByKey = true,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ResolvedShape, "The resolved conflict."), Problems = [GraphProblems.ConflictNotFound, .. EntityEndpoints.Writing],
        },
    ];

    private static async ValueTask<RestReply> ListAsync(RestCall call)
    {
        var (resolved, limit) = (call.Value(Resolved), call.Value(PageParameters.Limit));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var found = call.Memory.Queries.Conflicts(workspace.Value.Id, openOnly: !resolved, limit);
        return RestReply.Of(new ConflictListShape([.. found.Select(ConflictItemShape.Of)]), GraphShapeJson.Default.ConflictListShape);
    }

    private static async ValueTask<RestReply> ResolveAsync(RestCall call)
    {
        var body = await call.BodyAsync(GraphBodyJson.Default.ResolveBody);
        if (!body.IsSuccess) { return body.Problem; }
        var command = body.Value.ToCommand();
        if (!command.IsSuccess) { return command.Problem; }
        var written = await call.WriteAsync(
            command.Value, conflict => new ResolvedShape(conflict.EarlierId, conflict.LaterId, body.Value.Keep), GraphShapeJson.Default.ResolvedShape);
        return written.IsSuccess ? RestReply.Of(written.Value, GraphShapeJson.Default.ResolvedShape) : written.Problem;
    }
}
