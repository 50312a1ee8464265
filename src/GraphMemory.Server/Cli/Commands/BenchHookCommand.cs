using System.CommandLine;
using GraphMemory.Server.Bench.Hooks;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchHookCommand : CliCommand
{
    private readonly Option<int> _nodes = new("--nodes") { Description = "Entities of the workspace", HelpName = "N", Required = true };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the made-up memory", HelpName = "S", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _runs = new("--runs") { Description = "Processes of each event", HelpName = "N", DefaultValueFactory = _ => 200 };
    private readonly Option<int> _tail = new("--tail") { Description = "Entities that are written after the index files", HelpName = "N", DefaultValueFactory = _ => 100 };

    public BenchHookCommand(CliEnvironment environment) : base(
        environment, "hook", "Measure whole processes of graphmemory hook, as a client starts them",
        "graphmemory bench hook --nodes 100000",
        "graphmemory bench hook --nodes 100000 --tail 2000 --json")
    {
        foreach (var option in (Option[])[_nodes, _seed, _runs, _tail]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Building");
        var options = new HookBenchOptions(run.Value(_nodes), run.Value(_seed), Math.Max(1, run.Value(_runs)), Math.Max(0, run.Value(_tail)), run.Environment.Executable);
        var report = await new HookBench(run.Environment.Time, progress).RunAsync(options, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, HookBenchJsonContext.Default.HookReport, output => Print(run, output, report.Value));
    }

    private static void Print(CliRun run, TextWriter output, HookReport report)
    {
        var table = new TextTable(new("MEASURE", Paint: run.Style.Cyan), new("VALUE"));
        table.Add("entities", $"{report.Nodes:N0} (seed {report.Seed}), {report.TailEvents:N0} events in no index file");
        table.Add("session-start, p50 / p95 / max", $"{report.SessionStart}");
        table.Add("prompt, p50 / p95 / max", $"{report.Prompt}");
        table.Write(output, run.Style, run.OutputWidth);
    }
}
