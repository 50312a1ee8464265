namespace GraphMemory.Server.Cli.Doctor;

/// <summary>The folder, its rights and its disk.</summary>
internal static class FolderChecks
{
    private const long FreeBytesLow = 256L << 20;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static CheckOutcome Folder(DoctorSubject subject) => Directory.Exists(subject.Folder.Path)
        ? CheckOutcome.Ok(subject.Folder.Path)
        : CheckOutcome.Ok($"{subject.Folder.Path} will be made by the first command that writes");

    /// <summary>What is remembered concerns nobody else on the machine.</summary>
    public static CheckOutcome Permissions(DoctorSubject subject)
    {
        var open = Files(subject).Where(IsOpenToOthers).ToList();
        return open.Count == 0
            ? CheckOutcome.Ok("only the owner can read the files")
            : CheckOutcome.Warning($"other users can read or write {string.Join(", ", open.Select(Path.GetFileName))}", $"chmod 600 {string.Join(' ', open.Select(Quoted))}");
    }

    public static CheckOutcome Disk(DoctorSubject subject)
    {
        var existing = subject.Folder.Path;
        while (!Directory.Exists(existing)) { existing = Path.GetDirectoryName(existing) ?? Path.GetPathRoot(subject.Folder.Path)!; }
        var free = new DriveInfo(existing).AvailableFreeSpace;
        return free >= FreeBytesLow
            ? CheckOutcome.Ok($"{ByteText.Of(free)} free")
            : CheckOutcome.Warning($"only {ByteText.Of(free)} free", "Free some space: writes are refused when the disk is full.");
    }

    private static IEnumerable<string> Files(DoctorSubject subject) =>
        ((string[])[subject.Folder.DatabasePath, subject.Folder.WalPath, subject.Folder.TokenPath, subject.Folder.ServerFilePath]).Where(File.Exists);

    private static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    private static string Quoted(string path) => $"'{path}'";
}
