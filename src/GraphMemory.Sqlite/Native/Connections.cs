namespace GraphMemory.Sqlite.Native;

/// <summary>Opens the store's connections with their settings.</summary>
internal sealed class Connections(DataFolder folder, SqliteStoreOptions options)
{
    /// <summary>
    /// The connection that writes. Freed bytes are zeroed (secure_delete), since a row that grows or a page that splits would else leave
    /// copies behind that a later purge cannot find. Memory-mapped reads stay off: a truncated file would end the process by a signal.
    /// </summary>
    public Database Writer(bool mayCreate = false)
    {
        var database = Database.Open(folder.DatabasePath, mayCreate: mayCreate);
        return Configured(database, () =>
        {
            DataFolder.Protect(folder.DatabasePath);
            database.BusyTimeout(options.BusyTimeoutMs);
            database.Execute($"""
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;
                PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = {options.WalBytesMax}; PRAGMA cache_size = -{options.WriterCacheKb}
                """);
        });
    }

    public Database Reader()
    {
        var database = Database.Open(ReaderPath(), isReadOnly: true);
        return Configured(database, () =>
        {
            database.BusyTimeout(options.BusyTimeoutMs);
            database.Execute($"PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{options.ReaderCacheKb}");
        });
    }

    /// <summary>The connection that folds the write-ahead log back into the database.</summary>
    public Database Checkpointer(int busyTimeoutMs)
    {
        var database = Database.Open(folder.DatabasePath);
        return Configured(database, () =>
        {
            database.BusyTimeout(busyTimeoutMs);
            database.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON; PRAGMA cache_size = -256");
        });
    }

    // Without a log beside it, a database in a folder that cannot be written opens only as one that nobody changes.
    private string ReaderPath() =>
        options.IsReadOnly && !File.Exists(folder.WalPath)
            ? new Uri(folder.DatabasePath).AbsoluteUri + "?immutable=1"
            : folder.DatabasePath;

    private static Database Configured(Database database, Action configure)
    {
        try
        {
            configure();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
