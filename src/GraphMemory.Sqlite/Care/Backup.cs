using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;
using SQLitePCL;

namespace GraphMemory.Sqlite.Care;

/// <summary>
/// Copies one consistent state into one file while others read and write (https://sqlite.org/backup.html), checks the copy, and only
/// then gives it its name. A backup that exists under its name is whole.
/// </summary>
internal sealed class Backup(DataFolder folder, Connections connections)
{
    private const int PagesPerStep = 2048;

    public Result<BackupReport> Run(string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target)) { return StoreProblems.BadBackup.With($"{target} exists already. Choose another name, or remove it first."); }
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            return StoreProblems.BadBackup.With($"The folder {Path.GetDirectoryName(target)} does not exist. Create it, or choose another.");
        }

        var partial = target + ".partial";
        try
        {
            File.Delete(partial);
            Copy(partial, progress, cancellationToken);
            if (Verify(partial) is { IsSound: false } report)
            {
                return StoreProblems.Corrupt.With($"The copy failed its check, so it was dropped: {report.Faults[0]} Run: graphmemory doctor.");
            }

            return Finish(partial, target);
        }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StoreProblems.Unavailable.With($"The backup {target} could not be written: {exception.Message}");
        }
        finally { File.Delete(partial); }
    }

    public Problem? CopyTo(DataFolder target, CancellationToken cancellationToken)
    {
        try
        {
            target.Create();
            Copy(target.DatabasePath, progress: null, cancellationToken);
            return null;
        }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, folder); }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return StoreProblems.Unavailable.With($"The copy {target.Path} could not be written: {exception.Message}");
        }
    }

    private void Copy(string partial, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var source = connections.Reader();
        using var target = Database.Open(partial, mayCreate: true);
        DataFolder.Protect(partial);

        // Inside a transaction the source stands still, so that writers do not make the copy start over.
        source.Execute("BEGIN; SELECT count(*) FROM workspace");
        using (var backup = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main"))
        {
            if (backup.IsInvalid) { throw target.Fault("backup"); }
            int code;
            while ((code = raw.sqlite3_backup_step(backup, PagesPerStep)) == raw.SQLITE_OK)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(1 - ((double)raw.sqlite3_backup_remaining(backup) / Math.Max(1, raw.sqlite3_backup_pagecount(backup))));
            }

            if (code != raw.SQLITE_DONE) { throw new SqliteFault(code, "copy failed"); }
        }

        source.Execute("COMMIT");
        // One file, without a log beside it.
        target.Execute("PRAGMA journal_mode = DELETE");
    }

    private static IntegrityReport Verify(string partial)
    {
        using var copy = Database.Open(partial, isReadOnly: true);
        return IntegrityCheck.Run(copy);
    }

    private static BackupReport Finish(string partial, string target)
    {
        var hash = FileHash.Of(partial);
        var workspaces = BackupFile.Workspaces(partial);
        FileHash.WriteSidecar(target, hash);
        DataFolder.Protect(FileHash.SidecarPath(target));
        File.Move(partial, target);
        return new(target, new FileInfo(target).Length, hash, workspaces);
    }
}
