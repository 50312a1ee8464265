using System.CommandLine;
using GraphMemory.Server.Eval;
using GraphMemory.Server.Eval.Cache;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class EvalCacheCommand : CliCommand
{
    private readonly Option<string> _trace = new("--trace") { Description = "Access trace, one key a line; may be gzip", HelpName = "FILE", Required = true };
    private readonly Option<int> _capacity = new("--capacity") { Description = "Values that the cache may keep", HelpName = "N", Required = true };

    public EvalCacheCommand(CliEnvironment environment) : base(
        environment, "cache", "Replay an access trace through the cache and print its hit rate",
        "graphmemory eval cache --trace requests.trace.gz --capacity 1000",
        "graphmemory eval cache --trace requests.trace.gz --capacity 1000 --json")
    {
        Add(_trace);
        Add(_capacity);
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        using var progress = new ProgressBar(run.Environment, "Replaying");
        var evaluation = new CacheEvaluation(run.Environment.Time, progress);
        var report = await evaluation.RunAsync(run.Value(_trace)!, run.Value(_capacity), run.Environment.ListenForStop());
        if (!report.IsSuccess) { return run.Fail(report.Problem); }
        progress.Dispose();
        return run.Answer(report.Value, EvalJsonContext.Default.CacheReport, output => output.WriteLine(
            $"{report.Value.Requests} requests, {report.Value.Hits} hits, hit rate {report.Value.HitRatePercent:0.00} % at capacity {report.Value.Capacity}"));
    }
}
