namespace GraphMemory.Engine.Plugins;

/// <summary>
/// Stops calling what fails (Nygard, Release It!, 2007): after some failures in a row nothing is tried for a while, then one call is let
/// through, and what becomes of it decides. Thread-safe.
/// </summary>
public sealed class CircuitBreaker(TimeProvider time, int failuresMax, TimeSpan pause)
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset? _openUntil;
    private bool _isTrying;

    public bool IsOpen
    {
        get { lock (_gate) { return _openUntil is not null; } }
    }

    /// <summary>True when a call may be made; its end must be told.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_openUntil is not { } until) { return true; }
            if (_isTrying || time.GetUtcNow() < until) { return false; }
            return _isTrying = true;
        }
    }

    public void Succeed()
    {
        lock (_gate) { (_failures, _openUntil, _isTrying) = (0, null, false); }
    }

    /// <summary>A call that was let through came to nothing that tells how the plugin is.</summary>
    public void Leave()
    {
        lock (_gate) { _isTrying = false; }
    }

    public void Fail()
    {
        lock (_gate)
        {
            if (++_failures >= failuresMax || _isTrying) { _openUntil = time.GetUtcNow() + pause; }
            _isTrying = false;
        }
    }
}
