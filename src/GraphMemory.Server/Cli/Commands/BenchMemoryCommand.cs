using System.CommandLine;
using GraphMemory.Server.Bench.Memory;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchMemoryCommand : CliCommand
{
    private readonly Option<int> _nodes = new("--nodes") { Description = "Entities of the workspace", HelpName = "N", Required = true };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the made-up memory", HelpName = "S", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _keep = new("--keep") { Description = "Build the data folder here and leave it", HelpName = "DIR" };

    public BenchMemoryCommand(CliEnvironment environment) : base(
        environment, "memory", "Build a realistic workspace; measure writes, recall, start and memory",
        "graphmemory bench memory --nodes 100000",
        "graphmemory bench memory --nodes 1000000 --keep bench-data --json")
    {
        foreach (var option in (Option[])[_nodes, _seed, _keep]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Building");
        var options = new MemoryBenchOptions(run.Value(_nodes), run.Value(_seed), run.Value(_keep), run.Environment.Executable);
        var report = await new MemoryBench(run.Environment.Time, progress).RunAsync(options, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, BenchJsonContext.Default.MemoryReport, output => Print(run, output, report.Value));
    }

    private static void Print(CliRun run, TextWriter output, MemoryReport report)
    {
        var table = new TextTable(new("MEASURE", Paint: run.Style.Cyan), new("VALUE"));
        table.Add("entities", $"{report.Nodes:N0} (seed {report.Seed})");
        table.Add("stored", $"{report.Ingest.Observations:N0} observations, {report.Ingest.Relations:N0} relations in {report.Ingest.Seconds:0.0} s");
        table.Add("ingest, durable", $"{report.Ingest.ObservationsPerSecond:N0} observations/s, {report.Ingest.FactsPerSecond:N0} facts/s");
        table.Add("single durable write, p50 / p95 / p99", $"{report.DurableWrite.Write}");
        table.Add("  one fsync of this disk", $"{report.DurableWrite.OneFsync}");
        table.Add("  two fsyncs of this disk", $"{report.DurableWrite.TwoFsyncs}");
        table.Add("index written in", $"{report.Recall.IndexSeconds:0.0} s");
        table.Add("recall, first touch", $"{report.Recall.FirstTouch}");
        table.Add("recall, warm", $"{report.Recall.Warm} ({report.Recall.Warm.Count} questions)");
        table.Add("recall, over stdio", $"{report.ColdStart.RecallOverStdio}");
        table.Add("context", $"{report.Recall.Context}");
        table.Add("cold start to first recall", $"median {report.ColdStart.MsMedian:0} ms, slowest {report.ColdStart.MsMax:0} ms of {report.ColdStart.Runs}");
        table.Add("resident, idle and empty", $"{report.ColdStart.ResidentMbIdle:0.0} MB");
        table.Add("resident, after one recall", $"{report.ColdStart.ResidentMbFirstRecall:0.0} MB");
        table.Add("resident, after all recalls", $"{report.ColdStart.ResidentMbAllRecalls:0.0} MB");
        table.Add("files", $"database {report.Size.DatabaseMb:0.0} MB, index {report.Size.IndexMb:0.0} MB");
        table.Write(output, run.Style, run.OutputWidth);
    }
}
