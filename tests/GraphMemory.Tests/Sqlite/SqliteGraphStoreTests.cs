using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Sqlite;

public sealed class SqliteGraphStoreTests : GraphStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteGraphStore _store;

    public SqliteGraphStoreTests() => _store = _folder.Open(Clock);

    protected override IGraphStore Store => _store;

    protected override IGraphStore OpenAnother() => _folder.Open(Clock);

    public override void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
        base.Dispose();
    }
}
