using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Cli.Doctor;

/// <summary>Another process that has the store open.</summary>
/// <param name="ParentId">1 when its parent is gone.</param>
/// <param name="Executable">Ends in " (deleted)" when the file was replaced since.</param>
internal sealed record StoreProcess(int Id, int ParentId, string Executable, ImmutableArray<string> Arguments);

/// <summary>What is known about the machine around a data folder, where the system tells (Linux tells most).</summary>
/// <param name="FileSystem">Type of the file system that holds the folder; null when unknown.</param>
/// <param name="OpenFilesMax">Files a process may have open; null when unknown.</param>
internal sealed record Machine(string? FileSystem, long? OpenFilesMax, ImmutableArray<StoreProcess> Processes)
{
    public static Machine Look(DataFolder folder) => new(
        FileSystemOf(folder.Path), OpenFiles(), [.. ProcFolder.Owners(target => target == folder.DatabasePath).Where(id => id != Environment.ProcessId).Select(ProcFolder.Process).OfType<StoreProcess>()]);

    /// <summary>The process that listens on a port of this machine, as "name (process N)"; null when the system does not tell.</summary>
    public static string? ListenerOn(int port)
    {
        var sockets = ProcFolder.Listeners(port).ToHashSet(StringComparer.Ordinal);
        return sockets.Count == 0 ? null : ProcFolder.Owners(sockets.Contains).Select(id => $"{ProcFolder.NameOf(id)} (process {id})").FirstOrDefault();
    }

    private static string? FileSystemOf(string path)
    {
        var existing = path;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent) { existing = parent; }
        try
        {
            return new DriveInfo(existing).DriveFormat;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static long? OpenFiles()
    {
        var line = ProcFolder.Lines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var soft, ..] && long.TryParse(soft, CultureInfo.InvariantCulture, out var count) ? count : null;
    }
}
