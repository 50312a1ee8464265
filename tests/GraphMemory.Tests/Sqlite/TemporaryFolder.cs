using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Sqlite;

/// <summary>A data folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("graphmemory-");

    public TemporaryFolder() => Data = new(Path.Combine(_root.FullName, "data"));

    public DataFolder Data { get; }

    public string PathOf(string name) => Path.Combine(_root.FullName, name);

    public SqliteGraphStore Open(TimeProvider? clock = null, SqliteStoreOptions? options = null) =>
        SqliteGraphStore.Open(Data, clock ?? TimeProvider.System, options).Value;

    public void Dispose() => _root.Delete(recursive: true);
}
