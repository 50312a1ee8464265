using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Runs that nobody holds a connection open for: begun, looked at, cancelled by id. The oldest finished one gives way to a new one; one whose
/// workspace was erased from or deleted since is known no longer, as its answer may name what is gone.</summary>
public sealed class RunLedger(AnalyticsRuns runs, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, BackgroundRun> _runs = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>By rising id.</summary>
    public ImmutableArray<BackgroundRun> All
    {
        get { lock (_gate) { return [.. _runs.Values.OrderBy(run => run.Number)]; } }
    }

    public Result<BackgroundRun> Begin(RunRequest request)
    {
        var headSeq = runs.Snapshots.Position(request.WorkspaceId, request.Filter).HeadSeq;
        lock (_gate)
        {
            if (_runs.Count >= runs.Options.LedgerMax && !Forget())
            {
                return AnalyticsProblems.Busy.With(
                    $"{_runs.Count} runs are under way, which is the bound.", new FieldProblem("run", "was not begun", "Ask again when some have ended, or cancel some."));
            }

            var run = new BackgroundRun(++_last, request, headSeq, time.GetUtcNow());
            _runs.Add(run.Id, run);
            run.Begin(runs);
            return run;
        }
    }

    public Result<BackgroundRun> Find(string id)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(id, out var run))
            {
                if (!run.Answer.IsCompleted || !runs.Snapshots.IsErasedSince(run.Request.WorkspaceId, run.HeadSeq)) { return run; }
                Forget(run);
            }

            return AnalyticsProblems.UnknownRun.With(
                $"There is no run \"{id}\".", new FieldProblem("id", "is not known", "Runs are known by the process that began them, the newest ones only, until something is erased."));
        }
    }

    private bool Forget()
    {
        var oldest = _runs.Values.Where(run => run.Answer.IsCompleted).MinBy(run => run.Number);
        if (oldest is null) { return false; }
        Forget(oldest);
        return true;
    }

    private void Forget(BackgroundRun run)
    {
        _runs.Remove(run.Id);
        run.Dispose();
    }
}

/// <summary>A run that is under way or has ended.</summary>
public sealed class BackgroundRun(long number, RunRequest request, long headSeq, DateTimeOffset begunAt) : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _share;

    public long Number => number;

    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"run-{number}");

    public RunRequest Request => request;

    /// <summary>Where the log of the workspace ended when it was begun.</summary>
    public long HeadSeq => headSeq;

    public DateTimeOffset BegunAt => begunAt;

    /// <summary>The share that is done, 0 to 1.</summary>
    public double Share => Answer.IsCompleted ? 1 : Volatile.Read(ref _share);

    public Task<Result<RunReport>> Answer { get; private set; } = Task.FromResult<Result<RunReport>>(AnalyticsProblems.UnknownRun.With("The run has not begun."));

    /// <summary>It was ended before its end.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Nothing happens when it has ended.</summary>
    public void Cancel()
    {
        if (Answer.IsCompleted) { return; }
        IsCancelled = true;
        _cancellation.Cancel();
    }

    /// <summary>Forgotten: it has ended.</summary>
    public void Dispose() => _cancellation.Dispose();

    public void Report(double value)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (value <= _share) { return; }
            Volatile.Write(ref _share, value);
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    /// <summary>Ends when more is done than <paramref name="seen"/>, or the run is over.</summary>
    public Task NextAsync(double seen, CancellationToken cancellationToken)
    {
        lock (_gate) { return _share > seen || Answer.IsCompleted ? Task.CompletedTask : Task.WhenAny(_changed.Task, Answer).WaitAsync(cancellationToken); }
    }

    internal void Begin(AnalyticsRuns runs) => Answer = RunAsync(runs);

    private async Task<Result<RunReport>> RunAsync(AnalyticsRuns runs)
    {
        try
        {
            // The pool's thread, not the caller's: the store is read before the first wait.
            return await Task.Run(() => runs.RunAsync(request, this, _cancellation.Token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return AnalyticsProblems.Cancelled.With($"The run {Id} was cancelled.");
        }
    }
}
