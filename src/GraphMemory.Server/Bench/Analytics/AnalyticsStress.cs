using System.Collections.Concurrent;
using System.Text.Json;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Kernels.Threads;
using GraphMemory.Server.Analytics;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Bench.Analytics;

/// <param name="StepsMax">Steps of each thread; the time ends it sooner.</param>
internal sealed record StressOptions(int Threads, TimeSpan Duration, int StepsMax, int Nodes, ulong Seed);

/// <summary>
/// Everything at once: runs on a workspace that stands still, runs on one that is written to, writes, cancellations, runs in the background. Each
/// answer is compared with the one that a single thread gives, and what the process holds at the end with what it held after its warm-up.
/// </summary>
internal sealed class AnalyticsStress(TimeProvider time, IProgress<WorkProgress> progress)
{
    /// <summary>Answers about a moving workspace that are computed again by a single thread, at their position of the log.</summary>
    private const int RecheckedMax = 200;

    private readonly ConcurrentQueue<(string Algorithm, long Seq, string Answer)> _moving = [];
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = [];
    private Dictionary<string, string> _expected = [];
    private long _warmBytes;

    public async Task<Result<StressReport>> RunAsync(StressOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("graphmemory-stress-").FullName;
        try
        {
            var opened = MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = folder } }, time);
            if (!opened.IsSuccess) { return opened.Problem; }
            using var memory = opened.Value;
            return await StressAsync(memory, options, cancellationToken);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private async Task<Result<StressReport>> StressAsync(MemoryHost memory, StressOptions options, CancellationToken cancellationToken)
    {
        var still = await BenchWorkspace.MakeAsync(memory, "still", options.Nodes, 5, options.Seed, cancellationToken);
        var moving = await BenchWorkspace.MakeAsync(memory, "moving", Math.Max(20, options.Nodes / 4), 3, options.Seed, cancellationToken);
        if ((still.Problem ?? moving.Problem) is { } problem) { return problem; }
        using var single = new AnalyticsRuns(memory.Store, new RunOptions { RunsAtOnceMax = 1, Timeout = TimeSpan.FromHours(1) }, time);
        _expected = await ExpectedAsync(single, still.Value, cancellationToken);
        var before = Holding.Of();
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        until.CancelAfter(options.Duration);
        await Task.WhenAll(Enumerable.Range(0, options.Threads).Select(thread => Task.Run(() => WorkAsync(memory, still.Value, moving.Value, options, thread, until.Token), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
        var rechecked = await RecheckAsync(single, moving.Value);
        return new StressReport(
            options.Threads, _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(), rechecked, [.. _faults], before, _warmBytes, Holding.Of(), memory.Analytics.Counts);
    }

    /// <summary>The answers of a single thread, before anything else runs.</summary>
    private static async Task<Dictionary<string, string>> ExpectedAsync(AnalyticsRuns single, long workspaceId, CancellationToken cancellationToken)
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var algorithm in single.Algorithms.Items.Where(NeedsNothing))
        {
            var report = await single.RunAsync(Request(workspaceId, algorithm.Name), null, cancellationToken);
            if (report.IsSuccess) { expected.Add(algorithm.Name, Answer(report.Value)); }
        }

        return expected;
    }

    private async Task WorkAsync(MemoryHost memory, long still, long moving, StressOptions options, int thread, CancellationToken cancellationToken)
    {
        var random = SplitMix.Of(options.Seed, thread);
        string[] algorithms = [.. _expected.Keys];
        for (var step = 0; step < options.StepsMax && !cancellationToken.IsCancellationRequested; step++)
        {
            var algorithm = algorithms[random.Next(algorithms.Length)];
            var (kind, number, delayMs) = (random.Next(8), random.Next(options.Nodes), random.Next(20));
            try { await StepAsync(memory, still, moving, algorithm, kind, number, delayMs, cancellationToken); }
            catch (OperationCanceledException) { Count("cancelled"); }
            if (thread == 0 && step % 100 == 0) { progress.Report(new WorkProgress(_counts.Values.Sum(), null, "steps")); }
            if (thread == 0 && step == 500) { Volatile.Write(ref _warmBytes, Environment.WorkingSet); }
        }
    }

    private Task StepAsync(MemoryHost memory, long still, long moving, string algorithm, int kind, int number, int delayMs, CancellationToken cancellationToken) => kind switch
    {
        0 => WriteAsync(memory, moving, number, cancellationToken),
        1 => CancelAsync(memory, moving, algorithm, delayMs, cancellationToken),
        2 => BackgroundAsync(memory, still, algorithm, number, cancellationToken),
        3 => ForgetAsync(memory, still, algorithm, cancellationToken),
        4 or 5 => OnMovingAsync(memory, moving, algorithm, cancellationToken),
        _ => OnStillAsync(memory, still, algorithm, cancellationToken),
    };

    private async Task OnStillAsync(MemoryHost memory, long workspaceId, string algorithm, CancellationToken cancellationToken) =>
        Compare(algorithm, await memory.Analytics.RunAsync(Request(workspaceId, algorithm), null, cancellationToken), "still");

    /// <summary>The kept answers go, so that it is computed anew.</summary>
    private Task ForgetAsync(MemoryHost memory, long workspaceId, string algorithm, CancellationToken cancellationToken)
    {
        memory.Analytics.Forget(workspaceId);
        return OnStillAsync(memory, workspaceId, algorithm, cancellationToken);
    }

    private async Task OnMovingAsync(MemoryHost memory, long workspaceId, string algorithm, CancellationToken cancellationToken)
    {
        var report = await memory.Analytics.RunAsync(Request(workspaceId, algorithm), null, cancellationToken);
        if (report.IsSuccess && _moving.Count < RecheckedMax) { _moving.Enqueue((algorithm, report.Value.Seq, Answer(report.Value))); }
        Count(report.IsSuccess ? "moving" : Fault(algorithm, report.Problem));
    }

    private async Task WriteAsync(MemoryHost memory, long workspaceId, int number, CancellationToken cancellationToken)
    {
        var written = await memory.Commands.ExecuteAsync(workspaceId, new Link([BenchWorkspace.Relation(number % 50, number)]), cancellationToken);
        Count(written.IsSuccess ? "written" : Fault("write", written.Problem));
    }

    private async Task CancelAsync(MemoryHost memory, long workspaceId, string algorithm, int delayMs, CancellationToken cancellationToken)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        impatient.CancelAfter(delayMs);
        var report = await memory.Analytics.RunAsync(Request(workspaceId, algorithm) with { IsDirected = false }, null, impatient.Token);
        Count(report.IsSuccess ? "quicker than its cancellation" : Fault(algorithm, report.Problem));
    }

    private async Task BackgroundAsync(MemoryHost memory, long workspaceId, string algorithm, int number, CancellationToken cancellationToken)
    {
        var run = memory.Analytics.Ledger.Begin(Request(workspaceId, algorithm));
        if (!run.IsSuccess)
        {
            Count(Fault(algorithm, run.Problem));
            return;
        }

        if (number % 2 == 0) { run.Value.Cancel(); }
        Compare(algorithm, await run.Value.Answer.WaitAsync(cancellationToken), "background");
    }

    private void Compare(string algorithm, Result<RunReport> report, string kind)
    {
        if (report.IsSuccess && Answer(report.Value) != _expected[algorithm]) { _faults.Enqueue($"{kind}: {algorithm} gives another answer than a single thread"); }
        Count(report.IsSuccess ? kind : Fault(algorithm, report.Problem));
    }

    /// <summary>A bound that is reached and a run that is cancelled are what this is about; anything else is a fault.</summary>
    private string Fault(string what, Problem problem)
    {
        if (problem.Code == AnalyticsProblems.Busy) { return "refused as busy"; }
        if (problem.Code == AnalyticsProblems.Cancelled) { return "cancelled"; }
        _faults.Enqueue($"{what}: {problem}");
        return "failed";
    }

    private async Task<int> RecheckAsync(AnalyticsRuns single, long workspaceId)
    {
        foreach (var (algorithm, seq, answer) in _moving)
        {
            var again = await single.RunAsync(Request(workspaceId, algorithm) with { Filter = new GraphFilter { AsOfSeq = seq } }, null, CancellationToken.None);
            if (!again.IsSuccess || Answer(again.Value) != answer) { _faults.Enqueue($"moving: {algorithm} at {seq} gives another answer than a single thread. {again.Problem}"); }
        }

        return _moving.Count;
    }

    private void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static RunRequest Request(long workspaceId, string algorithm) => new() { WorkspaceId = workspaceId, Algorithm = algorithm };

    private static bool NeedsNothing(IGraphAlgorithm algorithm) =>
        algorithm.Description.Parameters.OfType<Engine.Analytics.Parameters.NodesParameter>().All(parameter => parameter.CountMin == 0);

    private static string Answer(RunReport report) => JsonSerializer.Serialize(
        RunShape.Of(report with { Elapsed = TimeSpan.Zero, IsCacheHit = false, Seq = 0 }, null, RunReport.RowsMax), AnalyticsJson.Default.RunShape);
}
