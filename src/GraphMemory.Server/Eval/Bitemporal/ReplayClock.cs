namespace GraphMemory.Server.Eval.Bitemporal;

/// <summary>Tells the time of the operation that is being replayed.</summary>
internal sealed class ReplayClock : TimeProvider
{
    private long _nowMs;

    public void Set(long nowMs) => Volatile.Write(ref _nowMs, nowMs);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Volatile.Read(ref _nowMs));
}
