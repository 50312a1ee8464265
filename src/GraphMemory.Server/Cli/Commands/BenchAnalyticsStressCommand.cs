using System.CommandLine;
using System.Globalization;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Bench;
using GraphMemory.Server.Bench.Analytics;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchAnalyticsStressCommand : CliCommand
{
    private readonly Option<double> _minutes = new("--minutes") { Description = "How long", HelpName = "M", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _threads = new("--threads") { Description = "Callers at a time", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _nodes = new("--nodes") { Description = "Entities of the workspace that stands still", HelpName = "N", DefaultValueFactory = _ => 1_000 };
    private readonly Option<int> _steps = new("--steps") { Description = "Steps of each caller, when they end before the time", HelpName = "N", DefaultValueFactory = _ => int.MaxValue };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the steps", HelpName = "S", DefaultValueFactory = _ => 1 };

    public BenchAnalyticsStressCommand(CliEnvironment environment) : base(
        environment, "analytics-stress", "Run, write and cancel at once; compare every answer with that of a single thread, and look for leaks",
        "graphmemory bench analytics-stress --minutes 10 --threads 64",
        "graphmemory bench analytics-stress --minutes 1 --json")
    {
        foreach (var option in (Option[])[_minutes, _threads, _nodes, _steps, _seed]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        if (run.Value(_threads) < 1 || run.Value(_nodes) < 20 || run.Value(_minutes) <= 0)
        {
            return run.Fail(BenchProblems.BadOption.With("An option is too small.", new FieldProblem("--threads, --nodes, --minutes", "are too small", "Give at least 1 thread, 20 nodes and some time.")));
        }

        using var progress = new ProgressBar(run.Environment, "Stressing");
        var options = new StressOptions(run.Value(_threads), TimeSpan.FromMinutes(run.Value(_minutes)), run.Value(_steps), run.Value(_nodes), (ulong)run.Value(_seed));
        var report = await new AnalyticsStress(run.Environment.Time, progress).RunAsync(options, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        run.Answer(report.Value, StressJson.Default.StressReport, output => Print(run, output, report.Value));
        return report.Value.Faults.Length == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Print(CliRun run, TextWriter output, StressReport report)
    {
        var table = new TextTable(new("STEP", Paint: run.Style.Cyan), new("TIMES", IsRight: true));
        foreach (var (step, times) in report.Steps) { table.Add(step, times.ToString("N0", CultureInfo.InvariantCulture)); }
        table.Write(output, run.Style, run.OutputWidth);
        output.WriteLine($"{report.Rechecked} answers about the moving workspace computed again by a single thread; {report.Faults.Length} faults");
        foreach (var fault in report.Faults.Take(20)) { output.WriteLine($"  {run.Style.Red(SafeText.Line(fault))}"); }
        output.WriteLine($"before: {Text(report.Before)}; warm: {ByteText.Of(report.WarmBytes)}; after: {Text(report.After)}");
    }

    private static string Text(Holding holding) =>
        $"{ByteText.Of(holding.WorkingSetBytes)} resident, {ByteText.Of(holding.ManagedBytes)} managed, {holding.Threads} threads, {holding.Files} open files";
}
