using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Lets a few runs compute at once and a bounded number wait; whoever comes beyond that is told so at once.</summary>
internal sealed class RunGate(RunOptions options) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.RunsAtOnceMax);
    private int _running;
    private int _waiting;

    public int Running => Volatile.Read(ref _running);

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Threads for one more run beside those that compute: results do not depend on it.</summary>
    public int WorkersEach => Math.Max(1, options.RunsAtOnceMax / Math.Max(1, Running));

    /// <summary>A place, to be given back.</summary>
    public async Task<Result<IDisposable>> EnterAsync(CancellationToken cancellationToken)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            try
            {
                if (Interlocked.Increment(ref _waiting) > options.QueueMax) { return Full(); }
                await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally { Interlocked.Decrement(ref _waiting); }
        }

        Interlocked.Increment(ref _running);
        return Result<IDisposable>.Of(new Place(this));
    }

    public void Dispose() => _places.Dispose();

    private Problem Full() => AnalyticsProblems.Busy.With(
        $"{options.RunsAtOnceMax} runs compute and {options.QueueMax} wait, which is the bound.",
        new FieldProblem("run", "was not begun", "Ask again when some have ended, or cancel some."));

    private void Leave()
    {
        Interlocked.Decrement(ref _running);
        _places.Release();
    }

    private sealed class Place(RunGate gate) : IDisposable
    {
        private RunGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
