namespace GraphMemory.Server.ImportExport;

/// <summary>A folder that goes away with the work; beside the target when it is to be moved there.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public ScratchFolder(string? beside)
    {
        if (beside is null)
        {
            Path = Directory.CreateTempSubdirectory("graphmemory-").FullName;
            return;
        }

        Path = System.IO.Path.Combine(beside, $".graphmemory-{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
