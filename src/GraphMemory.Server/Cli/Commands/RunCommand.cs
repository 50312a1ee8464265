using System.Collections.Immutable;
using System.CommandLine;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Analytics.Input;

namespace GraphMemory.Server.Cli.Commands;

internal sealed class RunCommand : CliCommand
{
    private readonly Argument<string> _algorithm = new("algorithm") { Description = "Name of the algorithm; \"graphmemory algorithms\" lists them", HelpName = "ALGORITHM" };
    private readonly Option<string> _input = new("--input") { Description = "A graph in a file, instead of the workspace", HelpName = "FILE" };
    private readonly Option<string> _format = new("--format") { Description = "How the file is written; its ending says so when this is left out", HelpName = string.Join('|', GraphFileFormats.All.Items.Select(format => format.Name)) };
    private readonly Option<bool> _directed = new("--directed") { Description = "Edges of the file have a direction" };
    private readonly Option<bool> _undirected = new("--undirected") { Description = "Forget which way relations point" };
    private readonly Option<bool> _weighted = new("--weighted") { Description = "Weights count" };
    private readonly Option<string[]> _param = new("--param") { Description = "A parameter of the algorithm; may be repeated, also for one that takes several values", HelpName = "NAME=VALUE" };
    private readonly Option<string> _out = new("--out") { Description = "Write every row of the answer into this file, as comma-separated values", HelpName = "FILE" };
    private readonly Option<int> _top = new("--top") { Description = "Rows of each list that are shown", HelpName = "N", DefaultValueFactory = _ => 10 };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads that compute; all cores when left out", HelpName = "N" };
    private readonly Option<int> _repeat = new("--repeat") { Description = "Compute as often and tell the shortest time", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly GraphFilterOptions _filter = new();

    public RunCommand(CliEnvironment environment) : base(
        environment, "run", "Run an algorithm on the graph of the workspace, or on one in a file",
        "graphmemory run pagerank",
        "graphmemory run degree --type service --relation uses --top 20",
        "graphmemory run degree --input edges.el --out scores.csv")
    {
        Add(_algorithm);
        foreach (var option in (Option[])[_input, _format, _directed, _undirected, _weighted, _param, _out, _top, _threads, _repeat, .. _filter.All]) { Add(option); }
    }

    protected override async Task<int> RunAsync(CliRun run)
    {
        var algorithm = AlgorithmExecution.Find(GraphAlgorithms.All, run.Value(_algorithm)!);
        if (!algorithm.IsSuccess) { return run.Fail(algorithm.Problem); }
        var given = Given(run);
        if (!given.IsSuccess) { return run.Fail(given.Problem); }
        if (OutOfRange(run) is { } problem) { return run.Fail(problem); }
        var cancellation = run.Environment.ListenForStop();
        var threads = run.Value(_threads) is > 0 and var wanted ? wanted : Environment.ProcessorCount;
        using var crew = new Crew(threads, cancellation);
        try
        {
            if (run.Value(_input) is { } file) { return OnFile(run, new Job(algorithm.Value, given.Value, crew), file); }
            return await run.WithMemoryAsync(memory => OnWorkspaceAsync(run, new Job(algorithm.Value, given.Value, crew), memory));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return run.Fail(AnalyticsProblems.Cancelled.With("The run was interrupted."));
        }
    }

    private int OnFile(CliRun run, Job job, string file)
    {
        if (_filter.Given(run) is { } option)
        {
            return run.Fail(CliProblems.BadUsage.With("A file is not filtered.", new FieldProblem(option, "filters a workspace", "Leave it out, or leave out --input.")));
        }

        var format = GraphFileFormats.Of(file, run.Value(_format));
        if (!format.IsSuccess) { return run.Fail(format.Problem); }
        var began = run.Environment.Time.GetTimestamp();
        try
        {
            using var bar = new ProgressBar(run.Environment, "Reading");
            var subject = format.Value.Read(new GraphFileReading(file, run.Value(_directed), run.Value(_weighted), job.Crew, bar));
            bar.Dispose();
            return subject.IsSuccess ? Show(run, job, subject.Value, run.Environment.Time.GetElapsedTime(began), null, 0) : run.Fail(subject.Problem);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return run.Fail(CliProblems.FileFault.With($"{file} cannot be read: {fault.Message}", new FieldProblem("--input", "cannot be read", "Give a file that exists and that you may read.")));
        }
    }

    private async Task<int> OnWorkspaceAsync(CliRun run, Job job, Hosting.MemoryHost memory)
    {
        var workspace = await memory.WorkspaceToReadAsync(memory.Options.Data.WorkspaceInUse, CancellationToken.None);
        if (!workspace.IsSuccess) { return run.Fail(workspace.Problem); }
        var filter = _filter.Read(run);
        if (!filter.IsSuccess) { return run.Fail(filter.Problem); }
        if (filter.Value.Check() is { } unfit) { return run.Fail(unfit); }
        var began = run.Environment.Time.GetTimestamp();
        var subject = await memory.Analytics.SubjectAsync(
            new RunRequest
            {
                WorkspaceId = workspace.Value.Id, Algorithm = job.Algorithm.Name, Filter = filter.Value, IsDirected = !run.Value(_undirected), IsWeighted = run.Value(_weighted) ? true : null,
            }, job.Crew.Cancellation);
        return subject.IsSuccess
            ? Show(run, job, subject.Value.Graph, run.Environment.Time.GetElapsedTime(began), workspace.Value.Name, subject.Value.Key.Seq)
            : run.Fail(subject.Problem);
    }

    private int Show(CliRun run, Job job, SubjectGraph subject, TimeSpan loaded, string? workspace, long seq)
    {
        if (AlgorithmExecution.CheckSize(job.Algorithm, subject) is { } tooLarge) { return run.Fail(tooLarge); }
        var parameters = ParameterReading.Read(job.Algorithm, job.Given, subject);
        if (!parameters.IsSuccess) { return run.Fail(parameters.Problem); }
        var executed = Execute(run, job, subject, parameters.Value);
        if (!executed.IsSuccess) { return run.Fail(executed.Problem); }
        var (done, elapsed) = executed.Value;
        if (run.Value(_out) is { } path && Write(path, done) is { } fault) { return run.Fail(fault); }
        var shape = RunShape.Of(done.Report() with { Elapsed = elapsed, Seq = seq }, workspace, run.Value(_top)) with
        {
            LoadMs = Math.Round(loaded.TotalMilliseconds, 3), Threads = job.Crew.WorkerCount,
        };
        return run.Answer(shape, AnalyticsJson.Default.RunShape, output => AnalyticsText.Run(run, output, shape));
    }

    private Result<(ExecutedRun Run, TimeSpan Elapsed)> Execute(CliRun run, Job job, SubjectGraph subject, ParameterValues parameters)
    {
        using var bar = new ProgressBar(run.Environment, "Computing");
        var progress = new Share(bar);
        var (time, shortest, executed) = (run.Environment.Time, TimeSpan.MaxValue, (ExecutedRun?)null);
        for (var i = 0; i < run.Value(_repeat); i++)
        {
            var began = time.GetTimestamp();
            var result = AlgorithmExecution.Run(job.Algorithm, subject, parameters, job.Crew, progress);
            var elapsed = time.GetElapsedTime(began);
            if (!result.IsSuccess) { return result.Problem; }
            (executed, shortest) = (result.Value, elapsed < shortest ? elapsed : shortest);
        }

        return (executed!, shortest);
    }

    private static Problem? Write(string path, ExecutedRun done)
    {
        try
        {
            ScoreFile.Write(path, done);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CliProblems.FileFault.With($"{path} cannot be written: {fault.Message}", new FieldProblem("--out", "cannot be written", "Give a file in a folder that you may write to."));
        }
    }

    private Result<Dictionary<string, ImmutableArray<string>>> Given(CliRun run)
    {
        var pairs = (run.Value(_param) ?? []).Select(text => text.Split('=', 2)).ToList();
        return pairs.Find(pair => pair.Length < 2) is { } bad
            ? CliProblems.BadUsage.With("A parameter is not understood.", new FieldProblem("--param", $"\"{bad[0]}\" has no value", "Give NAME=VALUE, such as damping=0.9."))
            : pairs.GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(
                group => group.Key, group => ImmutableArray.CreateRange(group.Select(pair => pair[1])), StringComparer.Ordinal);
    }

    private Problem? OutOfRange(CliRun run)
    {
        const int repeatMax = 100_000;
        FieldProblem[] faults =
        [
            .. InRange(_top, 0, RunReport.RowsMax), .. InRange(_threads, 0, 1_024), .. InRange(_repeat, 1, repeatMax),
        ];
        return faults.Length == 0 ? null : CliProblems.BadUsage.With("A number is out of its range.", faults);

        FieldProblem[] InRange(Option<int> option, int min, int max) =>
            run.Value(option) is var value && value >= min && value <= max ? [] : [new(option.Name, $"{value} is out of its range", $"Give a whole number from {min} to {max}.")];
    }

    private sealed record Job(IGraphAlgorithm Algorithm, Dictionary<string, ImmutableArray<string>> Given, Crew Crew);

    private sealed class Share(ProgressBar bar) : IProgress<double>
    {
        public void Report(double value) => bar.Report(new WorkProgress((long)(value * 100), 100, "%"));
    }
}
