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
    private bool _mustErase;
    private (int LogFrames, int FoldedFrames) _last;
    private long _triedAtBytes;

    /// <summary>One step; true when it moved something, so that another step may be worth while.</summary>
    public bool Step()
    {
        lock (_gate)
        {
            var bytes = WalBytes();
            if (_mustErase || bytes > options.WalBytesMax / 2) { return Fold(raw.SQLITE_CHECKPOINT_TRUNCATE); }
            return bytes >= options.CheckpointBytes && Fold(raw.SQLITE_CHECKPOINT_PASSIVE);
        }
    }

    /// <summary>After a purge: copies of the erased bytes leave the database file and the log. A long read may delay it to a later step.</summary>
    public void Erase()
    {
        lock (_gate)
        {
            _mustErase = true;
            Fold(raw.SQLITE_CHECKPOINT_TRUNCATE);
        }
    }

    /// <summary>Called by the writer between commits.</summary>
    public void BoundWal()
    {
        var bytes = WalBytes();
        if (bytes <= options.WalBytesMax) { _triedAtBytes = 0; }
        else if (bytes >= _triedAtBytes + RetryBytes)
        {
            _triedAtBytes = bytes;
            lock (_gate) { Fold(raw.SQLITE_CHECKPOINT_TRUNCATE); }
        }
    }

    public void Dispose()
    {
        lock (_gate) { Close(); }
    }

    // A checkpoint that fails loses nothing: the log still holds every commit. The writer meets the same disk and tells the callers.
    private bool Fold(int mode)
    {
        try
        {
            _database ??= connections.Checkpointer(BlockingWaitMs);
            var code = raw.sqlite3_wal_checkpoint_v2(_database.Handle, null, mode, out var logFrames, out var foldedFrames);
            if (code != raw.SQLITE_OK) { throw _database.Fault("checkpoint"); }
            _mustErase &= mode != raw.SQLITE_CHECKPOINT_TRUNCATE;
            var hasMoved = _last != (logFrames, foldedFrames);
            _last = (logFrames, foldedFrames);
            return hasMoved;
        }
        catch (SqliteFault fault)
        {
            if (!StoreFaults.IsBusy(fault)) { Close(); }
            return false;
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
