using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

/// <summary>The preloaded library of <c>fault.c</c>, compiled once per run.</summary>
public sealed class FaultShim : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("graphmemory-shim-");

    private string Library => Path.Combine(_folder.FullName, "fault.so");

    public async ValueTask InitializeAsync()
    {
        var source = Path.Combine(Binary.RepositoryRoot, "tests", "GraphMemory.BlackBox", "Durability", "fault.c");
        var (exitCode, error) = await Tool.RunAsync("gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", Library, source, "-ldl");
        Assert.True(exitCode == 0, error);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The environment that makes a call on a file of the folder fail.</summary>
    /// <param name="call">For example <c>sync:3</c>, or <c>write:3+</c> for the third and all later ones.</param>
    internal Dictionary<string, string> Environment(string call, string folder, string mark) => new()
    {
        ["LD_PRELOAD"] = Library,
        ["GRAPHMEMORY_FAULT"] = call,
        ["GRAPHMEMORY_FAULT_FOLDER"] = folder,
        ["GRAPHMEMORY_FAULT_MARK"] = mark,
    };
}
