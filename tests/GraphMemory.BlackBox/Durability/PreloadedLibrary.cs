using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

/// <summary>A C file of this folder as a library to preload; compiled once per run.</summary>
public abstract class PreloadedLibrary(string name) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphmemory-preload-");

    protected string Library => Path.Combine(_folder.FullName, $"{name}.so");

    public async ValueTask InitializeAsync()
    {
        var source = Path.Combine(Binary.RepositoryRoot, "tests", "GraphMemory.BlackBox", "Durability", $"{name}.c");
        var (exitCode, error) = await Tool.RunAsync("gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", Library, source, "-ldl");
        Assert.True(exitCode == 0, error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

/// <summary><c>fault.c</c>: one chosen system call fails.</summary>
public sealed class FaultShim() : PreloadedLibrary("fault")
{
    /// <param name="call">For example <c>sync:3</c>, or <c>write:3+</c> for the third and all later ones.</param>
    /// <param name="mark">File that appears when the call was made to fail.</param>
    internal Dictionary<string, string> Environment(string call, string folder, string mark) => new()
    {
        ["LD_PRELOAD"] = Library,
        ["GRAPHMEMORY_FAULT"] = call,
        ["GRAPHMEMORY_FAULT_FOLDER"] = folder,
        ["GRAPHMEMORY_FAULT_MARK"] = mark,
    };
}

/// <summary><c>record.c</c>: every write and sync is recorded.</summary>
public sealed class DiskRecorder() : PreloadedLibrary("record")
{
    internal Dictionary<string, string> Environment(string folder, string recording) => new()
    {
        ["LD_PRELOAD"] = Library,
        ["GRAPHMEMORY_RECORD_FOLDER"] = folder,
        ["GRAPHMEMORY_RECORD_FILE"] = recording,
    };
}
