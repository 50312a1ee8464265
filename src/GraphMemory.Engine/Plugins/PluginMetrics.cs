namespace GraphMemory.Engine.Plugins;

/// <summary>What was counted of one plugin since its process began.</summary>
/// <param name="Skipped">Calls not made: it had failed too often, or had too many under way.</param>
/// <param name="Refusals">Requests of its own that it had no permission for.</param>
/// <param name="P95Ms">Of the last calls; null before the first.</param>
public sealed record PluginMeasures(long Calls, long Failures, long TimeOuts, long Skipped, long Refusals, double? P95Ms);

/// <summary>Counts calls. Durations are kept in a ring, so memory is bounded. Thread-safe.</summary>
public sealed class PluginMetrics
{
    private const int DurationsKept = 512;

    private readonly Lock _gate = new();
    private readonly double[] _durationsMs = new double[DurationsKept];
    private long _calls, _failures, _timeOuts, _skipped, _refusals;

    public void Count(HookResult result, TimeSpan duration)
    {
        lock (_gate)
        {
            if (result == HookResult.Skipped)
            {
                _skipped++;
                return;
            }

            _durationsMs[_calls++ % DurationsKept] = duration.TotalMilliseconds;
            if (result == HookResult.Failed) { _failures++; }
            if (result == HookResult.TimedOut) { _timeOuts++; }
        }
    }

    public void CountRefusal() => Interlocked.Increment(ref _refusals);

    public PluginMeasures Read()
    {
        lock (_gate) { return new(_calls, _failures, _timeOuts, _skipped, Interlocked.Read(ref _refusals), P95()); }
    }

    private double? P95()
    {
        var count = (int)Math.Min(_calls, DurationsKept);
        if (count == 0) { return null; }
        var sorted = _durationsMs[..count];
        Array.Sort(sorted);
        return sorted[(int)Math.Ceiling(count * 0.95) - 1];
    }
}
