using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Bench.Analytics;

/// <summary>Measures the roadmap's analysis of a workspace (degree, PageRank, components, clustering, Louvain) end to end, through the same runs as every door.</summary>
internal sealed class AnalyticsWorkspaceBench(TimeProvider time)
{
    public static IReadOnlyList<string> Algorithms { get; } = ["degree", "pagerank", "components", "clustering", "louvain"];

    public async Task<Result<AnalysisReport>> RunAsync(int nodes, int linksEach, int rounds, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("graphmemory-analysis-").FullName;
        try
        {
            var opened = MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = folder } }, time);
            if (!opened.IsSuccess) { return opened.Problem; }
            using var memory = opened.Value;
            var workspace = await BenchWorkspace.MakeAsync(memory, "default", nodes, linksEach, 1, cancellationToken);
            return workspace.IsSuccess ? await MeasureAsync(memory, workspace.Value, rounds, cancellationToken) : workspace.Problem;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private async Task<Result<AnalysisReport>> MeasureAsync(MemoryHost memory, long workspaceId, int rounds, CancellationToken cancellationToken)
    {
        var (reads, totals, each, last) = (new List<double>(), new List<double>(), Algorithms.ToDictionary(name => name, _ => double.MaxValue), (RunReport?)null);
        for (var round = 0; round < rounds; round++)
        {
            using var runs = new AnalyticsRuns(memory.Store, new RunOptions(), time); // nothing is kept from the round before
            var began = time.GetTimestamp();
            var (head, seq) = runs.Snapshots.Position(workspaceId, GraphFilter.None);
            await runs.Snapshots.GraphAsync(new SubjectKey(workspaceId, head, seq, "", true, null), cancellationToken);
            reads.Add(time.GetElapsedTime(began).TotalMilliseconds);
            began = time.GetTimestamp();
            foreach (var algorithm in Algorithms)
            {
                var report = await runs.RunAsync(new RunRequest { WorkspaceId = workspaceId, Algorithm = algorithm }, null, cancellationToken);
                if (!report.IsSuccess) { return report.Problem; }
                last = report.Value;
                each[algorithm] = Math.Min(each[algorithm], last.Elapsed.TotalMilliseconds);
            }

            totals.Add(time.GetElapsedTime(began).TotalMilliseconds);
        }

        var percentiles = Percentiles.Of(totals);
        return new AnalysisReport(
            last!.NodeCount, last.EdgeCount, rounds, Environment.ProcessorCount, Rounded(reads.Min()), Rounded(totals.Min()), Rounded(percentiles.At(50)), Rounded(percentiles.At(95)),
            each.ToDictionary(pair => pair.Key, pair => Rounded(pair.Value)));
    }

    private static double Rounded(double ms) => Math.Round(ms, 3);
}
