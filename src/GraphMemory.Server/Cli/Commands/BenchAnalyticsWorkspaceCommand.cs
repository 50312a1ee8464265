using System.CommandLine;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Bench;
using GraphMemory.Server.Bench.Analytics;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchAnalyticsWorkspaceCommand : CliCommand
{
    private readonly Option<int> _nodes = new("--nodes") { Description = "Entities of the workspace", HelpName = "N", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int> _edges = new("--edges-each") { Description = "Relations of each new entity", HelpName = "N", DefaultValueFactory = _ => 5 };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Repetitions; nothing is kept between them", HelpName = "N", DefaultValueFactory = _ => 50 };

    public BenchAnalyticsWorkspaceCommand(CliEnvironment environment) : base(
        environment, "analytics-workspace", "Analyse a made-up workspace (degree, PageRank, components, clustering, Louvain) from its snapshot to the answers",
        "graphmemory bench analytics-workspace --nodes 10000 --edges-each 5",
        "graphmemory bench analytics-workspace --nodes 100000 --json")
    {
        foreach (var option in (Option[])[_nodes, _edges, _rounds]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        if (run.Value(_nodes) < 2 || run.Value(_edges) < 1 || run.Value(_rounds) < 1)
        {
            return run.Fail(BenchProblems.BadOption.With("An option is too small.", new FieldProblem("--nodes, --edges-each, --rounds", "are too small", "Give at least 2 nodes, 1 edge and 1 round.")));
        }

        var report = await new AnalyticsWorkspaceBench(run.Environment.Time).RunAsync(run.Value(_nodes), run.Value(_edges), run.Value(_rounds), run.Environment.ListenForStop());
        return report.IsSuccess ? run.Answer(report.Value, StressJson.Default.AnalysisReport, output => Print(run, output, report.Value)) : run.Fail(report.Problem);
    }

    private static void Print(CliRun run, TextWriter output, AnalysisReport report)
    {
        var table = new TextTable(new("MEASURE", Paint: run.Style.Cyan), new("MS", IsRight: true));
        table.Add($"snapshot of {Number(report.Nodes)} nodes, {Number(report.Edges)} edges", Ms(report.ReadMs));
        foreach (var (algorithm, ms) in report.AlgorithmMs) { table.Add(algorithm, Ms(ms)); }
        table.Add("analysis, from the snapshot: shortest", Ms(report.AnalysisMs));
        table.Add("analysis: median", Ms(report.MedianMs));
        table.Add("analysis: p95", Ms(report.P95Ms));
        table.Write(output, run.Style, run.OutputWidth);
    }

    private static string Ms(double ms) => ms.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
