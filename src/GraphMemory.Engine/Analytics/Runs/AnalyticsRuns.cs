using GraphMemory.Engine.Analytics.Checks;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Snapshots;
using GraphMemory.Engine.Caching;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>
/// Runs algorithms on workspaces: each on one state of the log, a bounded number at once, within a time, cancellable. The same question about the
/// same state is computed once; who asks while it is computed waits for that run, who asks later gets the kept answer.
/// </summary>
public sealed class AnalyticsRuns : IDisposable
{
    private readonly TimeProvider _time;
    private readonly RunGate _gate;
    private readonly SharedRuns<RunKey> _shared = new();
    private readonly AlgorithmChecks _checks;
    private readonly BoundedCache<RunKey, RunReport> _reports;
    private long _begun;
    private long _refused;
    private long _cancelled;
    private long _timedOut;
    private long _hits;

    public AnalyticsRuns(IGraphStore store, RunOptions options, TimeProvider time, Registry<IGraphAlgorithm>? algorithms = null)
    {
        (Options, _time, Algorithms) = (options, time, algorithms ?? GraphAlgorithms.All);
        (_gate, _checks) = (new RunGate(options), new AlgorithmChecks(Algorithms));
        _reports = new(new CacheOptions { Capacity = options.ReportsMax, TimeToLive = TimeSpan.FromHours(1) }, time);
        (Snapshots, Ledger) = (new GraphSnapshots(store, time), new RunLedger(this, time));
    }

    public RunOptions Options { get; }

    public Registry<IGraphAlgorithm> Algorithms { get; }

    public GraphSnapshots Snapshots { get; }

    /// <summary>Runs in the background.</summary>
    public RunLedger Ledger { get; }

    public RunCounts Counts => new(
        _gate.Running, _gate.Waiting, Interlocked.Read(ref _begun), Interlocked.Read(ref _hits), Interlocked.Read(ref _refused), Interlocked.Read(ref _cancelled),
        Interlocked.Read(ref _timedOut), _reports.Count);

    /// <summary>Null when an algorithm gives the known answers.</summary>
    public Problem? Check(IGraphAlgorithm algorithm) => _checks.Of(algorithm);

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<Result<RunReport>> RunAsync(RunRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try { return await AnswerAsync(request, progress, cancellationToken).ConfigureAwait(false); }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
    }

    private async Task<Result<RunReport>> AnswerAsync(RunRequest request, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var algorithm = AlgorithmExecution.Find(Algorithms, request.Algorithm);
        if (!algorithm.IsSuccess) { return algorithm.Problem; }
        if ((request.Filter.Check() ?? _checks.Of(algorithm.Value)) is { } unfit) { return unfit; }
        var subject = await SubjectAsync(request, cancellationToken).ConfigureAwait(false);
        if (!subject.IsSuccess) { return subject.Problem; }
        var (key, graph) = subject.Value;
        if (AlgorithmExecution.CheckSize(algorithm.Value, graph) is { } tooLarge) { return tooLarge; }
        var parameters = ParameterReading.Read(algorithm.Value, request.Parameters, graph);
        if (!parameters.IsSuccess) { return parameters.Problem; }
        var question = new Question(new RunKey(key, request.Algorithm, parameters.Value.Canonical), algorithm.Value, graph, parameters.Value, Limit(request));
        if (_reports.TryGet(question.Key, out var kept))
        {
            Interlocked.Increment(ref _hits);
            return kept with { IsCacheHit = true };
        }

        while (true)
        {
            var (report, limit) = await JoinAsync(question, progress, cancellationToken).ConfigureAwait(false);
            // Whoever began the run may have been less patient than we are.
            if (report.Problem?.Code != AnalyticsProblems.TimedOut || limit >= question.Limit) { return report; }
        }
    }

    /// <summary>The graph that a request is about.</summary>
    public async Task<Result<(SubjectKey Key, SubjectGraph Graph)>> SubjectAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var (head, seq) = Snapshots.Position(request.WorkspaceId, request.Filter);
        var key = new SubjectKey(request.WorkspaceId, head, seq, request.Filter.Canonical, request.IsDirected, request.IsWeighted);
        return (await Snapshots.SubjectAsync(key, request.Filter, cancellationToken).ConfigureAwait(false)).Map(graph => (key, graph));
    }

    /// <summary>Forgets the kept answers about a workspace.</summary>
    public void Forget(long workspaceId) => _reports.InvalidateTag(Tag(workspaceId));

    public void Dispose() => _gate.Dispose();

    private TimeSpan Limit(RunRequest request) => request.Timeout is not { } asked ? Options.Timeout : asked < Options.TimeoutMax ? asked : Options.TimeoutMax;

    private async Task<(Result<RunReport> Report, TimeSpan Limit)> JoinAsync(Question question, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (run, hasEnded) = (_shared.Join(question.Key, question.Limit, progress), false);
        try
        {
            var report = await _reports.GetOrLoadAsync(
                question.Key, [Tag(question.Key.Subject.WorkspaceId)], _ => ComputeAsync(question, run), cancellationToken).ConfigureAwait(false);
            hasEnded = true;
            return (report, run.Limit);
        }
        finally
        {
            _shared.Leave(question.Key, run, hasEnded, () => _reports.Invalidate(question.Key));
        }
    }

    private async Task<Result<RunReport>> ComputeAsync(Question question, SharedRun run)
    {
        using var timeout = new CancellationTokenSource(run.Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, run.Cancellation);
        try
        {
            var place = await _gate.EnterAsync(either.Token).ConfigureAwait(false);
            if (!place.IsSuccess)
            {
                Interlocked.Increment(ref _refused);
                return place.Problem;
            }

            using (place.Value)
            {
                Interlocked.Increment(ref _begun);
                return await Task.Run(() => Compute(question, run, either.Token), CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return run.Cancellation.IsCancellationRequested ? AnalyticsProblems.Cancelled.With("Whoever asked for the run gave up.") : OutOfTime(question, run.Limit);
        }
    }

    private Result<RunReport> Compute(Question question, SharedRun run, CancellationToken cancellationToken)
    {
        using var crew = new Crew(_gate.WorkersEach, cancellationToken);
        var began = _time.GetTimestamp();
        var executed = AlgorithmExecution.Run(question.Algorithm, question.Graph, question.Parameters, crew, run);
        var elapsed = _time.GetElapsedTime(began);
        return executed.Map(done => done.Report() with { Seq = question.Key.Subject.Seq, Elapsed = elapsed });
    }

    private Problem OutOfTime(Question question, TimeSpan limit)
    {
        Interlocked.Increment(ref _timedOut);
        return AnalyticsProblems.TimedOut.With(
            $"{question.Algorithm.Name} did not end within {limit.TotalSeconds:0.###} seconds.",
            new FieldProblem("timeoutMs", "is too short for this graph", $"Give more, up to {Options.TimeoutMax.TotalMilliseconds:0}, filter the graph, or take a quicker algorithm."));
    }

    private static string Tag(long workspaceId) => $"workspace {workspaceId}";

    /// <summary>What makes two questions the same.</summary>
    private sealed record RunKey(SubjectKey Subject, string Algorithm, string Parameters);

    private sealed record Question(RunKey Key, IGraphAlgorithm Algorithm, SubjectGraph Graph, ParameterValues Parameters, TimeSpan Limit);
}

/// <summary>What the runs of a process have come to.</summary>
/// <param name="Computed">Runs that began to compute.</param>
/// <param name="Kept">Answers kept now.</param>
public sealed record RunCounts(int Running, int Waiting, long Computed, long CacheHits, long Refused, long Cancelled, long TimedOut, int Kept);
