namespace GraphMemory.Sqlite.Writing;

/// <summary>Works that wait for the writer. Bounded: callers beyond the bound wait for a place first.</summary>
internal sealed class WriteQueue(int countMax) : IDisposable
{
    private readonly object _gate = new();
    private readonly Queue<WriteWork> _works = new();
    // Never disposed: it holds no handle, and a late caller must be told that the store is closed.
    private readonly SemaphoreSlim _places = new(countMax);
    private bool _isClosed;

    /// <summary>False when the queue is closed, or no place came free in time.</summary>
    public async ValueTask<bool> AddAsync(WriteWork work, int timeoutMs, CancellationToken cancellationToken) =>
        (_places.Wait(0, CancellationToken.None) || await _places.WaitAsync(timeoutMs, cancellationToken).ConfigureAwait(false)) && Add(work);

    public bool IsClosed
    {
        get { lock (_gate) { return _isClosed; } }
    }

    /// <summary>
    /// Waits for work and takes all there is, at most <paramref name="takenMax"/>; false when the queue is closed and empty. Takes none
    /// when the time given is up first.
    /// </summary>
    public bool Take(List<WriteWork> taken, int takenMax, int waitMs)
    {
        lock (_gate)
        {
            while (_works.Count == 0)
            {
                if (_isClosed) { return false; }
                if (!Monitor.Wait(_gate, waitMs)) { return true; }
            }

            while (taken.Count < takenMax && _works.TryDequeue(out var work)) { taken.Add(work); }
        }

        _places.Release(taken.Count);
        return true;
    }

    /// <summary>Takes no more works; those inside are still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose() => Close();

    private bool Add(WriteWork work)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _works.Enqueue(work);
                Monitor.Pulse(_gate);
                return true;
            }
        }

        _places.Release();
        return false;
    }
}
