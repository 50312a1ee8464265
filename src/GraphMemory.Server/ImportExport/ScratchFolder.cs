namespace GraphMemory.Server.ImportExport;

/// <summary>A folder of its owner alone that goes away with the work, unless it took its place; beside the target when it is to be moved there.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(string? beside)
    {
        if (beside is null)
        {
            Path = Directory.CreateTempSubdirectory("graphmemory-").FullName;
            return;
        }

        Directory.CreateDirectory(beside);
        Path = System.IO.Path.Combine(beside, $".graphmemory-{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}");
        if (OperatingSystem.IsWindows()) { Directory.CreateDirectory(Path); }
        else { Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); }
    }

    public string Path { get; }

    /// <summary>
    /// Moves its files into a folder, over those of the same name. What the folder does not have yet arrives as a whole: a new folder in one
    /// step, however many files it holds.
    /// </summary>
    public void MoveInto(string target) => Move(Path, target);

    public void Dispose()
    {
        if (Directory.Exists(Path)) { Directory.Delete(Path, recursive: true); }
    }

    private static void Move(string folder, string target)
    {
        if (!System.IO.Path.Exists(target))
        {
            Directory.Move(folder, target);
            return;
        }

        foreach (var file in Directory.GetFiles(folder)) { File.Move(file, In(target, file), overwrite: true); }
        foreach (var inner in Directory.GetDirectories(folder)) { Move(inner, In(target, inner)); }
    }

    private static string In(string target, string path) => System.IO.Path.Combine(target, System.IO.Path.GetFileName(path));
}
