using System.CommandLine;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Server.Bench.Analytics;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class BenchAnalyticsCommand : CliCommand
{
    private readonly Option<int> _threads = new("--threads") { Description = "Threads to compute on", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    public BenchAnalyticsCommand(CliEnvironment environment) : base(
        environment, "analytics", "Time graph algorithms on request: lines on standard input, a JSON line back for each; bench/compare drives it",
        "printf 'load\\tg\\tedges.el\\nrun\\tg\\tpagerank\\t\\n' | graphmemory bench analytics") => Add(_threads);

    protected override async Task<int> RunAsync(CliRun run)
    {
        var threads = run.Value(_threads);
        if (threads is < 1 or > 1_024)
        {
            return run.Fail(CliProblems.BadUsage.With("The number of threads is not possible.", new FieldProblem("--threads", $"{threads} is not in its range", "From 1 to 1024.")));
        }

        using var progress = new ProgressBar(run.Environment, "Reading");
        var bench = new AnalyticsBench(run.Environment.Time, threads, progress);
        while (await run.Environment.Input.ReadLineAsync() is { } request)
        {
            var answer = bench.Answer(request);
            await run.Environment.Output.WriteLineAsync(answer.IsSuccess
                ? JsonSerializer.Serialize(answer.Value, AnalyticsBenchJson.Default.AnalyticsBenchReport)
                : JsonSerializer.Serialize(new AnalyticsBenchRefusal(answer.Problem.ToString()), AnalyticsBenchJson.Default.AnalyticsBenchRefusal));
            await run.Environment.Output.FlushAsync();
        }

        return ExitCodes.Done;
    }
}
