using System.CommandLine;
using System.Globalization;
using GraphMemory.Server.Bench.Rest;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchRestCommand : CliCommand
{
    private readonly Option<int> _nodes = new("--nodes") { Description = "Entities of the workspace", HelpName = "N", Required = true };
    private readonly Option<int> _connections = new("--connections") { Description = "Clients at a time", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<int> _seconds = new("--seconds") { Description = "Length of each measurement", HelpName = "N", DefaultValueFactory = _ => 8 };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of the made-up memory", HelpName = "S", DefaultValueFactory = _ => 1 };

    public BenchRestCommand(CliEnvironment environment) : base(
        environment, "rest", "Put a server under load; measure recall, writes and telemetry over HTTP",
        "graphmemory bench rest --nodes 100000",
        "graphmemory bench rest --nodes 100000 --connections 64 --json")
    {
        foreach (var option in (Option[])[_nodes, _connections, _seconds, _seed]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Measuring");
        var options = new RestBenchOptions(run.Value(_nodes), run.Value(_connections), run.Value(_seconds), run.Value(_seed), run.Environment.Executable);
        var report = await new RestBench(run.Environment.Time, progress).RunAsync(options, run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, RestBenchJson.Default.RestReport, output => Print(run, output, report.Value));
    }

    private static void Print(CliRun run, TextWriter output, RestReport report)
    {
        var table = new TextTable(new("LOAD", Paint: run.Style.Cyan), new("CONNECTIONS", IsRight: true), new("REQUESTS/S", IsRight: true), new("P50 / P95 / P99"), new("ERRORS", IsRight: true));
        foreach (var load in report.Loads) { table.Add(load.Name, Number(load.Connections), Number(load.RequestsPerSecond), $"{load.Latency}", Number(load.Errors)); }
        table.Write(output, run.Style, run.OutputWidth);
        output.WriteLine($"telemetry in batches: {Number(report.EventsPerSecond)} events/s; resident memory of the server: {report.ResidentMb:0.0} MB");
        output.WriteLine($"hostile requests: {Number(report.Attack.Sent)} sent by {report.Attack.Attackers} attackers, {Number(report.Attack.Served)} served; {report.Attack.Unfinished} connections held unfinished");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
