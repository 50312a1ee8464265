namespace GraphMemory.Server.Plugins.Processes;

/// <summary>When a process that has ended may be started again: at once, then after twice as long each time, and after so many times no more.</summary>
internal sealed class RestartPolicy(int restartsMax, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);

    private int _ends;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>It has ended too often without an answer in between.</summary>
    public bool HasGivenUp => _ends > restartsMax;

    public bool MayStart => !HasGivenUp && time.GetUtcNow() >= _notBefore;

    public void Ended()
    {
        _ends++;
        var pause = _ends > 1 ? TimeSpan.FromTicks(Math.Min(PauseMax.Ticks, FirstPause.Ticks << Math.Min(_ends - 2, 10))) : TimeSpan.Zero;
        _notBefore = time.GetUtcNow() + pause;
    }

    /// <summary>It has answered: what was is forgotten.</summary>
    public void Answered() => (_ends, _notBefore) = (0, DateTimeOffset.MinValue);
}
