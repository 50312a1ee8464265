using GraphMemory.Sqlite.Native;
using SQLitePCL;

namespace GraphMemory.Sqlite.Care;

/// <summary>
/// Folds the write-ahead log back into the database, on its own connection and, while the log is small, beside the writers. Only a log
/// beyond its bound is folded while writers wait, so that steady writing cannot make it grow for ever.
/// </summary>
internal sealed class Checkpoint(DataFolder folder, SqliteStoreOptions options, Connections connections) : IDisposable
{
    private const int BlockingWaitMs = 5_000;
    private const long RetryBytes = 16L << 20;

    private readonly Lock _gate = new();
    private Database? _database;
    private bool _mustVacuum;
    private bool _mustTruncate;
    private (int LogFrames, int FoldedFrames) _last;
    private long _triedAtBytes;

    /// <summary>One step; true when it moved something, so that another step may be worth while.</summary>
    public bool Step()
    {
        lock (_gate)
        {
            var bytes = WalBytes();
            if (_mustVacuum || _mustTruncate) { return EraseCopies(); }
            if (bytes > options.WalBytesMax / 2) { return Fold(raw.SQLITE_CHECKPOINT_TRUNCATE); }
            return bytes >= options.CheckpointBytes && Fold(raw.SQLITE_CHECKPOINT_PASSIVE);
        }
    }

    /// <summary>
    /// After a purge: the erased bytes leave the log and the database file. The rows themselves were zeroed (secure_delete), but pages
    /// that once split may hold stale copies of theirs in unused space, which only a rebuild removes. A small database is rebuilt at
    /// once, a large one by the next step or on closing; a long read by someone else may delay both.
    /// </summary>
    /// <param name="mustRebuild">False when whole pages went, which were zeroed: then only a small database is rebuilt, to give its place back.</param>
    public void Erase(bool mustRebuild)
    {
        lock (_gate)
        {
            var isSmall = new FileInfo(folder.DatabasePath).Length <= options.RebuildAtOnceBytes;
            (_mustVacuum, _mustTruncate) = (_mustVacuum || mustRebuild || isSmall, true);
            if (isSmall) { EraseCopies(); }
            else { Fold(raw.SQLITE_CHECKPOINT_TRUNCATE); }
        }
    }

    /// <summary>Called by the writer between commits.</summary>
    public void BoundWal()
    {
        var bytes = WalBytes();
        if (bytes <= options.WalBytesMax) { _triedAtBytes = 0; }
        else if (_triedAtBytes == 0 || bytes >= _triedAtBytes + RetryBytes)
        {
            _triedAtBytes = bytes;
            lock (_gate) { Fold(raw.SQLITE_CHECKPOINT_TRUNCATE); }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_mustVacuum || _mustTruncate) { EraseCopies(); }
            Close();
        }
    }

    private bool EraseCopies()
    {
        if (_mustVacuum) { Try(database => database.Execute("PRAGMA cache_size = -8192; VACUUM; PRAGMA cache_size = -256"), () => _mustVacuum = false); }
        return Fold(raw.SQLITE_CHECKPOINT_TRUNCATE) && !_mustVacuum;
    }

    private bool Fold(int mode)
    {
        var hasMoved = false;
        Try(
            database =>
            {
                var code = raw.sqlite3_wal_checkpoint_v2(database.Handle, null, mode, out var logFrames, out var foldedFrames);
                if (code != raw.SQLITE_OK) { throw database.Fault("checkpoint"); }
                hasMoved = _last != (logFrames, foldedFrames);
                _last = (logFrames, foldedFrames);
            },
            () => _mustTruncate &= mode != raw.SQLITE_CHECKPOINT_TRUNCATE);
        return hasMoved;
    }

    // What fails here loses nothing: the log still holds every commit. The writer meets the same disk, and tells the callers.
    private void Try(Action<Database> work, Action done)
    {
        try
        {
            work(_database ??= connections.Checkpointer(BlockingWaitMs));
            done();
        }
        catch (SqliteFault fault)
        {
            if (!StoreFaults.IsBusy(fault)) { Close(); }
        }
    }

    private long WalBytes()
    {
        var wal = new FileInfo(folder.WalPath);
        return wal.Exists ? wal.Length : 0;
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
    }
}
