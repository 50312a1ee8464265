using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Care;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Writing;

/// <summary>
/// Runs a batch of works in one transaction, so that they share one fsync. Any fault of the machine fails the whole batch and drops the
/// connection: after a failed fsync nothing may be assumed about what the operating system still holds (Rebello et al., 2020). The next
/// batch opens it afresh, which is how the store recovers by itself.
/// </summary>
internal sealed class GroupCommit(
    DataFolder folder, SqliteStoreOptions options, TimeProvider clock, Connections connections, Checkpoint checkpoint, Random random,
    Database database) : IDisposable
{
    private Database? _database = database;

    private volatile StoreState _state = new(IsWritable: true, Problem: null);

    /// <summary>How the last batch went; set before its callers are told.</summary>
    public StoreState State => _state;

    /// <summary>Runs the batch and tells every caller its outcome.</summary>
    public void Run(List<WriteWork> batch)
    {
        CancelGivenUp(batch);
        try { Commit(batch); }
        catch (SqliteFault fault) { Fail(batch, StoreFaults.Of(fault, folder)); }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(batch, StoreProblems.Unavailable.With($"{folder.Path} failed: {exception.Message} The next write tries again."));
        }
    }

    /// <summary>Nothing to do for a while: gives the page cache back.</summary>
    public void Rest()
    {
        try { _database?.Execute("PRAGMA shrink_memory"); }
        catch (SqliteFault) { Close(); }
    }

    public void Dispose() => Close();

    private void Commit(List<WriteWork> batch)
    {
        var database = _database ??= connections.Writer();
        if (!Begin(database))
        {
            var busy = StoreFaults.BusyProblem(folder);
            batch.ForEach(work => work.Fail(busy));
            return;
        }

        var transaction = new WriteTransaction(database, folder, clock.GetUtcNow().ToUnixTimeMilliseconds());
        transaction.Run(batch);
        transaction.Commit();
        if (FileMoved.Of(database) || !File.Exists(folder.WalPath))
        {
            Fail(batch, StoreFaults.Gone(folder));
            return;
        }

        if (transaction.HasPurged || transaction.HasErased) { checkpoint.Erase(mustRebuild: transaction.HasPurged); }
        Stand(transaction.Damage is { } damage ? StoreFaults.Of(damage, folder) : null);
        batch.ForEach(work => work.Complete());
        checkpoint.BoundWal();
    }

    // IMMEDIATE: the write lock is taken before anything is read, so a transaction never fails half-way for want of it.
    private bool Begin(Database database)
    {
        var wait = new LockWait(random, options.BusyTimeoutMs);
        database.BusyTimeout(0);
        while (true)
        {
            try
            {
                database.Prepare("BEGIN IMMEDIATE").Run();
                return true;
            }
            catch (SqliteFault fault) when (StoreFaults.IsBusy(fault))
            {
                if (!wait.Again()) { return false; }
            }
        }
    }

    private void Fail(List<WriteWork> batch, Problem problem)
    {
        Close();
        Stand(problem);
        batch.ForEach(work => work.Fail(problem));
    }

    private void Stand(Problem? problem)
    {
        if (_state.Problem != problem) { _state = new(IsWritable: problem is null, problem); }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
    }

    private static void CancelGivenUp(List<WriteWork> batch)
    {
        foreach (var work in batch.Where(work => work.IsCancelled)) { work.Cancel(); }
        batch.RemoveAll(work => work.IsCancelled);
    }
}
