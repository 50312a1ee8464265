using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Analytics;

/// <summary>The algorithms, and runs of them on a workspace.</summary>
internal static class AnalyticsEndpoints
{
    private const string Tag = "analytics";

    private static readonly RestParameter<string> Name = RestParameter.Segment("name", "Name of the algorithm");
    private static readonly RestParameter<string> Id = RestParameter.Segment("id", "Id of the run");

    private static readonly RestParameter<int> Top = RestParameter.Count("top", "Ranks that are told", 10, 1, 100);

    public static IEnumerable<RestEndpoint> All =>
    [
        new("listAlgorithms", "GET", "/analytics/algorithms", Tag, "List the graph algorithms, with a JSON Schema of their parameters", List)
        {
            Freshness = RestFreshness.Program, UsesWorkspace = false, Answer = RestAnswer.Json(AnalyticsJson.Default.AlgorithmListShape, "The algorithms."),
        },
        new("getAlgorithm", "GET", "/analytics/algorithms/{name}", Tag, "Tell all about one algorithm", Get)
        {
            Parameters = [Name], Freshness = RestFreshness.Program, UsesWorkspace = false, Answer = RestAnswer.Json(AnalyticsJson.Default.AlgorithmShape, "The algorithm."),
            Problems = [AnalyticsProblems.UnknownAlgorithm],
        },
        Run("runAlgorithm", "/analytics/runs", "Run an algorithm on the graph of the workspace, and wait for its answer or for the id of a run in the background", RunChoice.Any),
        Run("analyzeCentrality", "/analytics/centrality", "Who is central: PageRank when no algorithm is named", RunChoice.Centrality),
        Run("analyzeCommunity", "/analytics/community", "What belongs together: Leiden's communities when no algorithm is named", RunChoice.Community),
        Run("analyzePaths", "/analytics/paths", "How one gets from here to there: shortest paths when no algorithm is named", RunChoice.Paths),
        Run("analyzeClustering", "/analytics/clustering", "Which nodes are alike: k-means on what is measured of them when no algorithm is named", RunChoice.Clustering),
        Run("analyzeAnomalies", "/analytics/anomalies", "Which nodes are unlike the others: an isolation forest when no algorithm is named", RunChoice.Anomalies),
        new("listRuns", "GET", "/analytics/runs", Tag, "List the runs in the background that this server knows", ListRuns)
        {
            UsesWorkspace = false, Answer = RestAnswer.Json(RunStateJson.Default.RunListShape, "The runs, without their answers."),
        },
        new("getRun", "GET", "/analytics/runs/{id}", Tag, "Look at a run in the background", GetRun)
        {
            Parameters = [Id], UsesWorkspace = false, Answer = RestAnswer.Json(RunStateJson.Default.RunStateShape, "The run, and what it found."), Problems = [AnalyticsProblems.UnknownRun],
        },
        new("followRun", "GET", "/analytics/runs/{id}/events", Tag, "Follow a run in the background: how much is done, and its end", FollowAsync)
        {
            Parameters = [Id], UsesWorkspace = false, IsStream = true, Problems = [AnalyticsProblems.UnknownRun],
            Answer = new RestAnswer(200, null, "Events \"progress\" whose data is the run; \"end\" ends the stream.", RestContent.Events),
        },
        new("cancelRun", "DELETE", "/analytics/runs/{id}", Tag, "Cancel a run in the background", CancelRun)
        {
            Parameters = [Id], UsesWorkspace = false, Problems = [AnalyticsProblems.UnknownRun],
        },
        new("getGraphMetrics", "GET", "/analytics/metrics", Tag, "Measure how the graph of the workspace is built", GraphMetrics.AnswerAsync)
        {
            IsStream = true, Answer = RestAnswer.Json(RunStateJson.Default.GraphMetricsShape, "The measures."), Problems = [AnalyticsProblems.Busy, AnalyticsProblems.TimedOut],
        },
        new("followRankings", "GET", "/analytics/rankings", Tag, "Follow who is most central (PageRank): the first of them, then each change among them as the log grows", FollowRankingsAsync)
        {
            Parameters = [Top], IsStream = true, Problems = [RestProblems.BadParameter, AnalyticsProblems.Busy],
            Answer = new RestAnswer(200, null, "Events \"ranks\" whose id is the log position and whose data lists the changes.", RestContent.Events),
        },
        new("getAnalyticsStatus", "GET", "/analytics/status", Tag, "Tell what the runs of this server have come to, and which algorithms failed their self-check", Status)
        {
            UsesWorkspace = false, Answer = RestAnswer.Json(RunStateJson.Default.AnalyticsStatusShape, "The counts."),
        },
        new("clearAnalyticsCache", "DELETE", "/analytics/cache", Tag, "Forget the kept answers about the workspace", ClearAsync),
    ];

    private static RestEndpoint Run(string name, string path, string summary, RunChoice choice) => new(name, "POST", path, Tag, summary, call => RunAsync(call, choice))
    {
        Body = RestBody.Json(RunBodyJson.Default.RunBody, "What to run."), OnlyReads = true, IsStream = true,
        Answer = RestAnswer.Json(AnalyticsJson.Default.RunShape, "What was found; with \"wait\": false the run in the background instead (202)."),
        Problems =
        [
            RestProblems.BadBody, AnalyticsProblems.UnknownAlgorithm, AnalyticsProblems.Parameters, AnalyticsProblems.Unsuited, AnalyticsProblems.TooLarge, AnalyticsProblems.Filter,
            AnalyticsProblems.Busy, AnalyticsProblems.TimedOut, AnalyticsProblems.Cancelled, AnalyticsProblems.FailedCheck,
        ],
    };

    private static async ValueTask<RestReply> RunAsync(RestCall call, RunChoice choice)
    {
        var body = await call.BodyAsync(RunBodyJson.Default.RunBody);
        if (!body.IsSuccess) { return body.Problem; }
        var algorithm = choice.Algorithm(call.Memory.Analytics.Algorithms, body.Value.Algorithm);
        if (!algorithm.IsSuccess) { return algorithm.Problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        var request = body.Value.ToRequest(workspace.Value.Id, algorithm.Value);
        if (!request.IsSuccess) { return request.Problem; }
        if (body.Value.Wait == false) { return Begin(call, request.Value); }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Host.Stopping);
        var report = await call.Memory.Analytics.RunAsync(request.Value, null, stop.Token);
        return report.IsSuccess ? RestReply.Of(RunShape.Of(report.Value, workspace.Value.Name, body.Value.Rows), AnalyticsJson.Default.RunShape) : report.Problem;
    }

    private static RestReply Begin(RestCall call, RunRequest request)
    {
        var run = call.Memory.Analytics.Ledger.Begin(request);
        return run.IsSuccess
            ? RestReply.Of(RunStateShape.Of(run.Value, null, 0), RunStateJson.Default.RunStateShape, 202, location: $"{RestEndpoints.Root}/analytics/runs/{run.Value.Id}")
            : run.Problem;
    }

    private static ValueTask<RestReply> List(RestCall call) => new(RestReply.Of(
        new AlgorithmListShape([.. call.Memory.Analytics.Algorithms.Items.Select(algorithm => AlgorithmShape.Of(algorithm, null))]), AnalyticsJson.Default.AlgorithmListShape));

    private static ValueTask<RestReply> Get(RestCall call)
    {
        var algorithm = AlgorithmExecution.Find(call.Memory.Analytics.Algorithms, call.Value(Name));
        return new(algorithm.IsSuccess
            ? RestReply.Of(AlgorithmShape.Of(algorithm.Value, call.Memory.Analytics.Check(algorithm.Value)?.Detail), AnalyticsJson.Default.AlgorithmShape)
            : algorithm.Problem);
    }

    private static ValueTask<RestReply> ListRuns(RestCall call) => new(RestReply.Of(
        new RunListShape([.. call.Memory.Analytics.Ledger.All.Select(run => RunStateShape.Of(run, null, 0) with { Result = null })]), RunStateJson.Default.RunListShape));

    private static ValueTask<RestReply> GetRun(RestCall call)
    {
        var run = call.Memory.Analytics.Ledger.Find(call.Value(Id));
        return new(run.IsSuccess ? RestReply.Of(RunStateShape.Of(run.Value, WorkspaceOf(call, run.Value), RunReport.RowsMax), RunStateJson.Default.RunStateShape) : run.Problem);
    }

    private static async ValueTask<RestReply> FollowAsync(RestCall call)
    {
        var run = call.Memory.Analytics.Ledger.Find(call.Value(Id));
        if (!run.IsSuccess) { return run.Problem; }
        await new RunStream(call, run.Value).RunAsync(WorkspaceOf(call, run.Value));
        return RestReply.Written;
    }

    private static ValueTask<RestReply> CancelRun(RestCall call)
    {
        var run = call.Memory.Analytics.Ledger.Find(call.Value(Id));
        if (!run.IsSuccess) { return new(run.Problem); }
        run.Value.Cancel();
        return new(RestReply.NoContent);
    }

    /// <summary>Each follower holds scores of the whole graph, so their number is bounded.</summary>
    private static async ValueTask<RestReply> FollowRankingsAsync(RestCall call)
    {
        var top = call.Value(Top);
        if (call.Problem is { } problem) { return problem; }
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        using var seat = call.Host.RankingSeats.Take();
        if (seat is null)
        {
            return AnalyticsProblems.Busy.With(
                $"{RankingSeats.CountMax} readers follow rankings, which is the bound.", new FieldProblem("reader", "was not admitted", "Ask again when one has left."));
        }

        await new RankingStream(call, workspace.Value, top).RunAsync();
        return RestReply.Written;
    }

    private static ValueTask<RestReply> Status(RestCall call)
    {
        var (runs, counts) = (call.Memory.Analytics, call.Memory.Analytics.Counts);
        return new(RestReply.Of(
            new AnalyticsStatusShape(
                counts.Running, counts.Waiting, counts.Computed, counts.CacheHits, counts.Refused, counts.Cancelled, counts.TimedOut, counts.Kept,
                runs.Options.RunsAtOnceMax, runs.Options.QueueMax, runs.Options.Timeout.TotalSeconds, runs.Algorithms.Items.Length,
                [.. runs.Algorithms.Items.Where(algorithm => runs.Check(algorithm) is not null).Select(algorithm => algorithm.Name)]),
            RunStateJson.Default.AnalyticsStatusShape));
    }

    private static async ValueTask<RestReply> ClearAsync(RestCall call)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        call.Memory.Analytics.Forget(workspace.Value.Id);
        return RestReply.NoContent;
    }

    private static string WorkspaceOf(RestCall call, BackgroundRun run) =>
        call.Memory.Store.Workspaces().FirstOrDefault(workspace => workspace.Id == run.Request.WorkspaceId)?.Name ?? "";
}
