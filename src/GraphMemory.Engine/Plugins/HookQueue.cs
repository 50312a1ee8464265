namespace GraphMemory.Engine.Plugins;

/// <summary>
/// Tells plugins what has happened, one event after the other, while those who made it happen go on. Bounded: when plugins are too slow for
/// what happens, events are left out and counted.
/// </summary>
public sealed class HookQueue(HookRunner runner, int waitingMax)
{
    private readonly Lock _gate = new();
    private Task _tail = Task.CompletedTask;
    private int _waiting;

    /// <summary>Events that were left out.</summary>
    public long Dropped { get; private set; }

    public void Add(PluginHook hook, HookCall call)
    {
        lock (_gate)
        {
            if (_waiting >= waitingMax)
            {
                Dropped++;
                return;
            }

            _waiting++;
            _tail = AfterAsync(_tail, hook, call);
        }
    }

    /// <summary>Waits until everything is told, or <paramref name="patience"/> is over; false in the latter case.</summary>
    public async Task<bool> DrainAsync(TimeSpan patience, TimeProvider time)
    {
        Task tail;
        lock (_gate) { tail = _tail; }
        try
        {
            await tail.WaitAsync(patience, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task AfterAsync(Task before, PluginHook hook, HookCall call)
    {
        // Whatever became of one event, the next one is told.
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        try { await runner.RunAsync(hook, call, check: null, CancellationToken.None).ConfigureAwait(false); }
        finally
        {
            lock (_gate) { _waiting--; }
        }
    }
}
