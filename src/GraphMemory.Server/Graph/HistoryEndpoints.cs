using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Graph;

/// <summary>The past: what held, what changed, what is different.</summary>
internal static class HistoryEndpoints
{
    private const string Tag = "history";

    private static readonly RestParameter<string?> About = RestParameter.Text("about", "Entity");
    private static readonly RestParameter<string?> Predicate = RestParameter.Text("predicate", "Only facts of this relation type");
    private static readonly RestParameter<long?> ValidAt = RestParameter.Instant("validAt", "What held then; now when left out");
    private static readonly RestParameter<long?> KnownAt = RestParameter.Instant("knownAt", "What the memory knew then; all it knows when left out");
    private static readonly RestParameter<long?> From = RestParameter.Instant("from", "The earlier instant") with { IsRequired = true };
    private static readonly RestParameter<long?> To = RestParameter.Instant("to", "The later instant; now when left out");
    private static readonly RestParameter<long?> After = RestParameter.Position("after", "The last position that is known already; 0 begins with the first event");

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listAsOf", "GET", "/as-of", Tag, "Show the facts of an entity that held at a point in both times", AsOfAsync)
        {
            Parameters = [About with { IsRequired = true }, Predicate, ValidAt, KnownAt], Freshness = RestFreshness.LogAndClock,
            Answer = RestAnswer.Json(GraphShapeJson.Default.FactListShape, "The facts."), Problems = [RestProblems.BadParameter],
        },
        new("getDiff", "GET", "/diff", Tag, "Show what the memory learnt and gave up between two instants", DiffAsync)
        {
            Parameters = [From, To, About, PageParameters.Limit, PageParameters.Cursor],
            Answer = RestAnswer.Json(GraphShapeJson.Default.DiffShape, "A page of the difference."), Problems = [RestProblems.BadParameter],
        },
        new("listChanges", "GET", "/changes", Tag, "List the events of the log after a position", ChangesAsync)
        {
            Parameters = [After, PageParameters.Limit], Freshness = RestFreshness.Log,
            Answer = RestAnswer.Json(GraphShapeJson.Default.ChangeListShape, "A page of events."), Problems = [GraphProblems.CursorTrimmed, GraphProblems.CursorAhead, RestProblems.BadParameter],
        },
    ];

    private static async ValueTask<RestReply> AsOfAsync(RestCall call)
    {
        var (about, predicate, validAt, knownAt) = (call.Value(About with { IsRequired = true }), call.Value(Predicate), call.Value(ValidAt), call.Value(KnownAt));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var queries = call.Memory.Queries;
        var asOf = new AsOf(validAt ?? call.NowMs, knownAt is { } at ? queries.SeqAt(workspace.Value.Id, at) : long.MaxValue);
        var facts = queries.AsOf(workspace.Value.Id, about!, predicate, asOf);
        return RestReply.Of(new FactListShape([.. facts.Select(FactShape.Of)], NextCursor: null), GraphShapeJson.Default.FactListShape);
    }

    private static async ValueTask<RestReply> DiffAsync(RestCall call)
    {
        var (from, to, about, page) = (call.Value(From), call.Value(To), call.Value(About), call.Page());
        if (call.Problem is { } problem) { return problem; }
        if (to is { } end && end < from) { return RestProblems.Parameter("to", "is before from", "give the later instant"); }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var (id, queries) = (workspace.Value.Id, call.Memory.Queries);
        var (fromSeq, toSeq) = (queries.SeqAt(id, from!.Value), queries.SeqAt(id, to ?? call.NowMs));
        var diff = call.Memory.History.Diff(id, fromSeq, toSeq, about, Math.Max(fromSeq, page.After), page.Limit, RestLimits.ScannedRowsMax);
        return RestReply.Of(
            new DiffShape(fromSeq, toSeq, [.. diff.Added.Select(FactShape.Of)], [.. diff.Removed.Select(FactShape.Of)], diff.Next is { } next ? call.NextCursor(next) : null),
            GraphShapeJson.Default.DiffShape);
    }

    private static async ValueTask<RestReply> ChangesAsync(RestCall call)
    {
        var (after, limit) = (call.Value(After) ?? 0, call.Value(PageParameters.Limit));
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        if (Trimmed(workspace.Value, after) is { } trimmed) { return trimmed; }
        var changes = call.Memory.Queries.ChangesSince(workspace.Value.Id, after, limit);
        return changes.IsSuccess
            ? RestReply.Of(new ChangeListShape([.. changes.Value.Events.Select(ChangeShape.Of)], changes.Value.Cursor, changes.Value.HeadSeq), GraphShapeJson.Default.ChangeListShape)
            : changes.Problem;
    }

    /// <summary>A reader that fell behind the trimmed log is told where the whole state is, instead of being given a gap.</summary>
    public static Problem? Trimmed(Engine.Graph.Workspace workspace, long after) => after >= workspace.LogStartSeq - 1
        ? null
        : GraphProblems.CursorTrimmed.With(
            $"The log begins at {workspace.LogStartSeq}; what came after {after} is gone from it.",
            new FieldProblem("after", "lies before the log", $"Read the whole state from {RestEndpoints.Root}/export, then go on from {workspace.HeadSeq}."));
}
