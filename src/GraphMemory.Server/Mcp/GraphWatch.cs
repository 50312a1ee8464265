using System.Collections.Concurrent;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Tells subscribers that a workspace has changed, whichever process wrote. It looks at the head of the log; a loop of the server calls
/// <see cref="StepAsync"/>, sooner after a <see cref="Nudge"/>. Losing a nudge costs latency, never a notice.
/// </summary>
internal sealed class GraphWatch(IToolInvoker invoker) : IDisposable
{
    private readonly ConcurrentDictionary<long, Watcher> _watchers = new();
    private readonly SemaphoreSlim _nudge = new(0, 1);
    private long _lastId;

    /// <summary>Subscriptions that stand.</summary>
    public int Count => _watchers.Count;

    public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) => invoker.HeadAsync(workspace, cancellationToken);

    /// <summary>Calls <paramref name="notify"/> after each step that finds the log longer than <paramref name="seenSeq"/>, and than told since.</summary>
    public IDisposable Subscribe(string workspace, long seenSeq, Func<CancellationToken, Task> notify)
    {
        var id = Interlocked.Increment(ref _lastId);
        _watchers[id] = new Watcher(workspace, seenSeq, notify);
        return new Subscription(() => _watchers.TryRemove(id, out _));
    }

    /// <summary>Something was written here: look at once.</summary>
    public void Nudge()
    {
        if (_nudge.CurrentCount > 0) { return; }
        try { _nudge.Release(); }
        catch (SemaphoreFullException) { /* Another thread nudged in between, which is as good. */ }
    }

    /// <summary>Looks once at every watched workspace.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        foreach (var group in _watchers.ToArray().GroupBy(entry => entry.Value.Workspace, StringComparer.Ordinal))
        {
            if (await HeadOrNullAsync(group.Key, cancellationToken) is not { } head) { continue; }
            foreach (var (id, watcher) in group) { await StepAsync(id, watcher, head, cancellationToken); }
        }
    }

    /// <summary>Steps at every interval and after every nudge, until cancelled.</summary>
    public async Task RunAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await _nudge.WaitAsync(interval, cancellationToken);
            await StepAsync(cancellationToken);
        }
    }

    public void Dispose() => _nudge.Dispose();

    /// <summary>Null when the log could not be read this time; the next look tells all the same.</summary>
    private async Task<long?> HeadOrNullAsync(string workspace, CancellationToken cancellationToken)
    {
        try
        {
            return await invoker.HeadAsync(workspace, cancellationToken);
        }
        catch (Exception exception) when (exception is StoreFaultException or HttpRequestException)
        {
            return null;
        }
    }

    private async Task StepAsync(long id, Watcher watcher, long head, CancellationToken cancellationToken)
    {
        if (!watcher.HasMovedTo(head)) { return; }
        try
        {
            await watcher.Notify(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or HttpRequestException)
        {
            // The client is gone; its subscription goes with it, and the others are told all the same.
            _watchers.TryRemove(id, out _);
        }
    }

    private sealed class Watcher(string workspace, long seenSeq, Func<CancellationToken, Task> notify)
    {
        private long _seenSeq = seenSeq;

        public string Workspace => workspace;

        public Func<CancellationToken, Task> Notify => notify;

        public bool HasMovedTo(long head) => Interlocked.Exchange(ref _seenSeq, head) < head;
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
