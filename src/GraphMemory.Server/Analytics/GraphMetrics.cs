using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Analytics;

/// <summary>The measures of a whole graph in one answer: the figures of several algorithms.</summary>
internal static class GraphMetrics
{
    private static readonly ImmutableArray<string> Asked = ["graph-metrics", "triangles", "k-core", "path-length-estimate"];

    public static async ValueTask<RestReply> AnswerAsync(RestCall call)
    {
        var workspace = await call.WorkspaceToReadAsync();
        if (!workspace.IsSuccess) { return workspace.Problem; }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, call.Host.Stopping);
        var (runs, reports) = (call.Memory.Analytics, new List<RunReport>());
        foreach (var algorithm in Asked)
        {
            var report = await runs.RunAsync(new RunRequest { WorkspaceId = workspace.Value.Id, Algorithm = algorithm }, null, stop.Token);
            if (!report.IsSuccess) { return report.Problem; }
            reports.Add(report.Value);
        }

        return RestReply.Of(Shape(workspace.Value.Name, reports), RunStateJson.Default.GraphMetricsShape);
    }

    private static GraphMetricsShape Shape(string workspace, List<RunReport> reports)
    {
        var first = reports[0];
        var (nodes, edges) = ((double)first.NodeCount, first.EdgeCount);
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var figure in reports.SelectMany(report => report.Figures).Where(figure => double.IsFinite(figure.Value))) { figures[figure.Name] = figure.Value; }
        return new(
            workspace, first.Seq, first.NodeCount, edges, nodes < 2 ? 0 : edges / (nodes * (nodes - 1)), nodes == 0 ? 0 : 2 * edges / nodes, figures,
            [.. reports.SelectMany(report => report.Findings).Distinct(StringComparer.Ordinal)]);
    }
}
