using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Sqlite.Writing;

/// <summary>The one thread of this process that writes: takes all works that wait, commits them together, takes the next.</summary>
internal sealed class Writer : IDisposable
{
    private const int RestAfterMs = 1000;

    private readonly DataFolder _folder;
    private readonly SqliteStoreOptions _options;
    private readonly GroupCommit _commit;
    private readonly WriteQueue _queue;
    private readonly Thread _thread;

    public Writer(DataFolder folder, SqliteStoreOptions options, GroupCommit commit)
    {
        (_folder, _options, _commit) = (folder, options, commit);
        _queue = new(options.QueuedWritesMax);
        _thread = new(Loop) { Name = "graphmemory writer", IsBackground = true };
        _thread.Start();
    }

    public StoreState State => _commit.State;

    public async Task<Result<T>> RunAsync<T>(Func<WriteTransaction, Result<T>> work, CancellationToken cancellationToken)
    {
        var waiting = new WriteWork<T>(work, cancellationToken);
        if (await _queue.AddAsync(waiting, _options.BusyTimeoutMs, cancellationToken).ConfigureAwait(false))
        {
            return await waiting.Task.ConfigureAwait(false);
        }

        return _queue.IsClosed ? StoreProblems.Closed.With("The store was closed before this change began.") : StoreFaults.BusyProblem(_folder);
    }

    /// <summary>Commits what was accepted; later writes are refused.</summary>
    public void Stop()
    {
        _queue.Close();
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _commit.Dispose();
    }

    private void Loop()
    {
        var batch = new List<WriteWork>(_options.BatchWritesMax);
        var waitMs = RestAfterMs;
        while (_queue.Take(batch, _options.BatchWritesMax, waitMs))
        {
            waitMs = batch.Count == 0 ? Timeout.Infinite : RestAfterMs;
            if (batch.Count == 0)
            {
                _commit.Rest();
                continue;
            }

            _commit.Run(batch);
            batch.Clear();
        }
    }
}
