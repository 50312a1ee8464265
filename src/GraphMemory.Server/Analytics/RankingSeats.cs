namespace GraphMemory.Server.Analytics;

/// <summary>How many may follow rankings at once.</summary>
internal sealed class RankingSeats
{
    public const int CountMax = 16;

    private int _taken;

    /// <summary>A seat, to be given back; null when all are taken.</summary>
    public IDisposable? Take()
    {
        if (Interlocked.Increment(ref _taken) <= CountMax) { return new Seat(this); }
        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Seat(RankingSeats seats) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref seats._taken);
    }
}
