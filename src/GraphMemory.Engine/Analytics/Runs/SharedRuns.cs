using System.Collections.Immutable;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Who waits for which run. The last one to give up cancels it; as long as one waits it goes on.</summary>
internal sealed class SharedRuns<TKey> where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, SharedRun> _runs = [];

    /// <param name="limit">What whoever begins the run allows it.</param>
    public SharedRun Join(TKey key, TimeSpan limit, IProgress<double>? progress)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(key, out var run)) { _runs.Add(key, run = new SharedRun(limit)); }
            run.Waiters++;
            if (progress is not null) { run.Listeners = run.Listeners.Add(progress); }
            return run;
        }
    }

    /// <param name="abandoned">Called, while nobody can join, when the last one gives up before the end.</param>
    public void Leave(TKey key, SharedRun run, bool hasEnded, Action abandoned)
    {
        lock (_gate)
        {
            var isLast = --run.Waiters == 0;
            if (!isLast && !hasEnded) { return; }
            if (_runs.TryGetValue(key, out var current) && ReferenceEquals(current, run)) { _runs.Remove(key); } // who comes now begins anew
            if (!isLast) { return; }
            if (!hasEnded) { abandoned(); }
        }

        if (!hasEnded) { run.Cancel(); }
        run.Dispose();
    }
}

/// <summary>A run that several may wait for.</summary>
internal sealed class SharedRun : IProgress<double>, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public SharedRun(TimeSpan limit) => (Limit, Cancellation) = (limit, _cancellation.Token);

    /// <summary>How long it may compute.</summary>
    public TimeSpan Limit { get; }

    public int Waiters { get; set; }

    /// <summary>Replaced as a whole under the gate; read by whoever computes.</summary>
    public ImmutableList<IProgress<double>> Listeners { get; set; } = [];

    /// <summary>Taken once: whoever computes may look at it after the last one has left.</summary>
    public CancellationToken Cancellation { get; }

    public void Cancel() => _cancellation.Cancel();

    public void Dispose() => _cancellation.Dispose();

    public void Report(double value)
    {
        foreach (var listener in Listeners) { listener.Report(value); }
    }
}
