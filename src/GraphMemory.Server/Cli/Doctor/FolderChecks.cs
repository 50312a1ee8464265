using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The folder, its rights and its disk.</summary>
internal static class FolderChecks
{
    private const long FreeBytesLow = 256L << 20;
    private static readonly string[] Remote = ["nfs", "cifs", "smb", "9p", "afs", "fuse.sshfs", "sshfs", "davfs", "webdav", "ceph", "glusterfs", "lustre", "ncp"];
    private static readonly string[] Synced = ["Dropbox", "OneDrive", "iCloud", "Mobile Documents", "com~apple~CloudDocs", "CloudStorage", "Google Drive", "GoogleDrive", "My Drive", "Nextcloud", "ownCloud", "pCloud", "Syncthing"];
    private static readonly string[] SyncMarks = [".stfolder", ".dropbox", ".owncloudsync.log", ".nextcloudsync.log"];
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static CheckOutcome Folder(DoctorSubject subject)
    {
        var path = subject.Folder.Path;
        if (!CanMakeFilesIn(Existing(path))) { return CheckOutcome.Failed($"{path} cannot be written", "Choose another folder with --data or GRAPHMEMORY_DATA, or make this one writable."); }
        return CheckOutcome.Ok(Directory.Exists(path) ? path : $"{path} will be made by the first command that writes");
    }

    /// <summary>What is remembered concerns nobody else on the machine.</summary>
    public static CheckOutcome Permissions(DoctorSubject subject)
    {
        var open = Files(subject).Where(IsOpenToOthers).ToList();
        return open.Count == 0
            ? CheckOutcome.Ok("only the owner can read the files")
            : CheckOutcome.Warning($"other users can read or write {string.Join(", ", open.Select(Path.GetFileName))}", $"chmod 600 {string.Join(' ', open.Select(Quoted))}",
                () => open.ForEach(DataFolder.Protect));
    }

    public static CheckOutcome Disk(DoctorSubject subject)
    {
        var free = new DriveInfo(Existing(subject.Folder.Path)).AvailableFreeSpace;
        return free >= FreeBytesLow
            ? CheckOutcome.Ok($"{ByteText.Of(free)} free")
            : CheckOutcome.Warning($"only {ByteText.Of(free)} free", "Free some space: writes are refused when the disk is full.");
    }

    /// <summary>A write-ahead log shares memory between processes, which a network cannot (https://sqlite.org/wal.html).</summary>
    public static CheckOutcome FileSystem(DoctorSubject subject) => subject.Machine.FileSystem switch
    {
        null => CheckOutcome.Skipped("this system does not tell the file system"),
        var remote when Remote.Any(name => remote.StartsWith(name, StringComparison.OrdinalIgnoreCase)) =>
            CheckOutcome.Failed($"{subject.Folder.Path} lies on a network file system ({remote}), where the store can be damaged", "Move the folder to a local disk, and name it with --data or GRAPHMEMORY_DATA."),
        var local => CheckOutcome.Ok(local),
    };

    /// <summary>A program that copies a database while it is written copies it broken, and brings old files back.</summary>
    public static CheckOutcome Sync(DoctorSubject subject)
    {
        for (var folder = subject.Folder.Path; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var name = Path.GetFileName(folder);
            if (Synced.Any(known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase)) || SyncMarks.Any(mark => Path.Exists(Path.Combine(folder, mark))))
            {
                return CheckOutcome.Warning($"{folder} is copied by a synchronisation program", "Move the data folder out of it; \"graphmemory backup\" writes a file that may be copied.");
            }
        }

        return CheckOutcome.Ok("no synchronisation program copies the folder");
    }

    private static IEnumerable<string> Files(DoctorSubject subject) =>
        ((string[])[subject.Folder.DatabasePath, subject.Folder.WalPath, subject.Folder.TokenPath, subject.Folder.ServerFilePath]).Where(File.Exists);

    private static string Existing(string path)
    {
        while (!Directory.Exists(path)) { path = Path.GetDirectoryName(path) ?? Path.GetPathRoot(path)!; }
        return path;
    }

    // Rights are more than the mode says: a read-only mount, a sandbox, a quota. Only trying tells.
    private static bool CanMakeFilesIn(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(folder, $".graphmemory-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static string Quoted(string path) => $"'{path}'";
}
