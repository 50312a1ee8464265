using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Analytics.Snapshots;

/// <summary>
/// When entities were first recorded. Their rows do not say; the log does, as far back as it is kept. Asked by rising id.
/// </summary>
internal sealed class EntityTimes(IWorkspaceRead read)
{
    private const int Page = 64;

    private IReadOnlyList<LogEvent> _events = [];
    private int _next;

    /// <summary>Null when the log does not reach back so far.</summary>
    public long? AtMs(long entityId)
    {
        if (_events.Count == 0 || _events[^1].Seq < entityId) { (_events, _next) = (read.Log(entityId - 1, Page), 0); }
        while (_next < _events.Count && _events[_next].Seq < entityId) { _next++; }
        return _next < _events.Count && _events[_next].Seq == entityId ? _events[_next].AtMs : null;
    }
}
