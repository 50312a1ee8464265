using System.Diagnostics;

namespace GraphMemory.Sqlite.Writing;

/// <summary>
/// Waits between tries for a lock that another process holds: a few processor slices at first, then short jittered pauses that grow to
/// a few milliseconds. A commit holds the lock about as long as one fsync, so a short pause wastes little and the jitter keeps it fair.
/// </summary>
internal sealed class LockWait(Random random, int timeoutMs)
{
    private const double YieldMs = 0.2;
    private const int PauseMsMax = 8;

    private readonly long _start = Stopwatch.GetTimestamp();
    private int _tries;

    /// <summary>Waits a little; false when the time is used up.</summary>
    public bool Again()
    {
        if (Stopwatch.GetElapsedTime(_start).TotalMilliseconds >= timeoutMs) { return false; }
        if (_tries++ == 0) { Yield(); }
        else { Pause(1 + random.Next(Math.Min(_tries, PauseMsMax))); }
        return true;
    }

    private static void Pause(int pauseMs)
    {
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne(pauseMs);
    }

    private void Yield()
    {
        while (Stopwatch.GetElapsedTime(_start).TotalMilliseconds < YieldMs * (0.5 + random.NextDouble())) { Thread.Yield(); }
    }
}
