using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Eval;

/// <summary>A store of its own in a folder that goes when the work is done.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DataFolder _folder;

    private TemporaryStore(DataFolder folder, IGraphStore store) => (_folder, Store) = (folder, store);

    public IGraphStore Store { get; }

    public string IndexPath => _folder.IndexPath;

    public static Result<TemporaryStore> Open(TimeProvider clock)
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("graphmemory-eval-").FullName);
        var opened = SqliteGraphStore.Open(folder, clock);
        if (opened.IsSuccess) { return new TemporaryStore(folder, opened.Value); }
        Directory.Delete(folder.Path, recursive: true);
        return opened.Problem;
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(_folder.Path, recursive: true);
    }
}
