using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Tests.Sqlite;

public sealed class WorkspaceErasureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_process_goes_on_where_a_killed_one_stopped()
    {
        using (var store = _folder.Open())
        {
            var id = store.Fill(3_000);
            await store.DeleteWorkspaceAsync(id, onlyAtSeq: null, Token);
            Assert.True((await store.EraseStepAsync(Token)).Value);
        }

        using (var store = _folder.Open())
        {
            while ((await store.EraseStepAsync(Token)).Value) { }
            Assert.True(store.CheckIntegrity().Value.IsSound);
        }

        using var database = Database.Open(_folder.Data.DatabasePath, isReadOnly: true);
        foreach (var table in (string[])["workspace", "fact", "entity", "log", "predicate", "provenance", "session", "conflict", "reply", "merged", "mark", "revision"])
        {
            Assert.Equal("0", database.Scalar($"SELECT count(*) FROM {table}"));
        }

        Assert.Equal("1", database.Scalar("SELECT count(*) FROM deleted_workspace WHERE erased_at_ms IS NOT NULL"));
    }

    [Fact]
    public async Task No_byte_of_a_deleted_workspace_stays_in_the_files()
    {
        using (var store = _folder.Open())
        {
            var id = store.OpenDefault();
            store.Write(id, write =>
            {
                var entity = write.AddEntity("unmistakable-name", "t", true, false);
                return write.AddFact(GraphDrafts.Observation(entity.Id, "an unmistakable-secret", new Provenance(File: "unmistakable-file", Session: "unmistakable-session")));
            });
            await store.DeleteWorkspaceAsync(id, onlyAtSeq: null, Token);
            while ((await store.EraseStepAsync(Token)).Value) { }
        }

        foreach (var file in Directory.EnumerateFiles(_folder.Data.Path))
        {
            Assert.DoesNotContain("unmistakable", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Token)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_that_is_only_read_deletes_nothing()
    {
        long id;
        using (var store = _folder.Open()) { id = store.Fill(1); }
        using var reading = SqliteGraphStore.Open(_folder.Data, TimeProvider.System, new SqliteStoreOptions { IsReadOnly = true }).Value;

        Assert.Equal(StoreProblems.ReadOnly, (await reading.DeleteWorkspaceAsync(id, onlyAtSeq: null, Token)).Problem?.Code);
        Assert.Equal(StoreProblems.ReadOnly, (await reading.RenameWorkspaceAsync(id, "other", Token)).Problem?.Code);
        Assert.False((await reading.EraseStepAsync(Token)).Value);
    }

    [Fact]
    public async Task A_new_workspace_gets_the_quotas_of_the_options()
    {
        var options = new SqliteStoreOptions { NewWorkspaceQuotas = new Quotas(10, 20, 30) };
        using var store = SqliteGraphStore.Open(_folder.Data, TimeProvider.System, options).Value;
        var id = (await store.OpenWorkspaceAsync("w", Token)).Value.Id;

        Assert.Equal(new Quotas(10, 20, 30), store.Read(id, read => read.Quotas));
    }
}
