using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Schema;

namespace GraphMemory.Sqlite.Care;

/// <summary>
/// Puts a verified backup in the place of a database that nobody has open. The swap is one rename; the earlier database stays aside.
/// </summary>
internal sealed class Restore(DataFolder folder, TimeProvider clock)
{
    public Result<RestoreReport> Run(string backupPath)
    {
        if (BackupFile.Verify(backupPath, new SchemaUpgrade(clock, Migrations.All)) is { } problem) { return problem; }
        var incoming = folder.DatabasePath + ".restoring";
        try
        {
            folder.Create();
            Copy(backupPath, incoming);
            var previous = File.Exists(folder.DatabasePath) ? SwapUnlessInUse(incoming) : Place(incoming);
            return previous.Map(path => new RestoreReport(folder.DatabasePath, path.Length == 0 ? null : path, BackupFile.Workspaces(folder.DatabasePath)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StoreProblems.Unavailable.With($"The backup could not be put in place: {exception.Message} The earlier database is unchanged.");
        }
        finally { File.Delete(incoming); }
    }

    // Index files, the progress of imports and the state of mirrors tell of a history that will not be this one. They are made again when
    // they are gone, so they go first: a crash in between leaves nothing that does not fit.
    private void DeleteWhatFollowed()
    {
        foreach (var path in (string[])[folder.IndexPath, folder.ImportsPath, folder.MirrorsPath])
        {
            if (Directory.Exists(path)) { Directory.Delete(path, recursive: true); }
        }
    }

    private static void Copy(string from, string to)
    {
        File.Copy(from, to, overwrite: true);
        DataFolder.Protect(to);
        using var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    private Result<string> Place(string incoming)
    {
        DeleteWhatFollowed();
        File.Move(incoming, folder.DatabasePath);
        return "";
    }

    private Result<string> SwapUnlessInUse(string incoming)
    {
        var aside = $"{folder.DatabasePath}.before-restore-{clock.GetUtcNow():yyyyMMddTHHmmssfff}";
        try
        {
            using var database = Database.Open(folder.DatabasePath);
            return LockAlone(database) ? Swap(incoming, aside) : StoreProblems.InUse.With($"{folder.Path} is in use. Stop the server and the editors that use it, then restore again.");
        }
        catch (SqliteFault fault) when (StoreFaults.IsCorrupt(fault)) { return SwapDamaged(incoming, aside); }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
    }

    // Leaving WAL mode needs the file alone, and folds the log back into it: what is put aside is whole, and no log is left to be
    // mistaken for one of the new file.
    private static bool LockAlone(Database database)
    {
        try
        {
            database.Execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE");
            return true;
        }
        catch (SqliteFault fault) when (StoreFaults.IsBusy(fault)) { return false; }
    }

    private Result<string> SwapDamaged(string incoming, string aside)
    {
        foreach (var ending in (string[])["-wal", "-shm"])
        {
            if (File.Exists(folder.DatabasePath + ending)) { File.Move(folder.DatabasePath + ending, aside + ending); }
        }

        return Swap(incoming, aside);
    }

    private Result<string> Swap(string incoming, string aside)
    {
        DeleteWhatFollowed();
        File.Replace(incoming, folder.DatabasePath, aside);
        return aside;
    }
}
