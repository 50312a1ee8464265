namespace GraphMemory.Server.Plugins.Processes;

/// <summary>Lets so much through at once, and so much for each second after that. Used by one reader.</summary>
internal sealed class TokenBucket(long capacity, long perSecond, TimeProvider time)
{
    private double _left = capacity;
    private long _stamp = time.GetTimestamp();

    /// <summary>False when more came than is let through.</summary>
    public bool TryTake(long count)
    {
        var now = time.GetTimestamp();
        _left = Math.Min(capacity, _left + (time.GetElapsedTime(_stamp, now).TotalSeconds * perSecond)) - count;
        _stamp = now;
        return _left >= 0;
    }
}
