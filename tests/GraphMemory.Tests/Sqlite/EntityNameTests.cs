using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Tests.Sqlite;

public sealed class EntityNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_that_share_a_hash_are_two_entities()
    {
        using var store = _folder.Open();
        var workspace = store.OpenDefault();
        var (first, second) = NamesOfOneHash(workspace);
        store.Write(workspace, write => (write.AddEntity(first, "t", true, false), write.AddEntity(second, "t", true, false)));

        Assert.Equal((first, second), store.Read(workspace, read => (read.FindEntity(first)!.Name, read.FindEntity(second)!.Name)));
        Assert.Equal([second], store.Read(workspace, read => read.EntitiesNamed(second).Select(entity => entity.Name)));
    }

    [Fact]
    public void A_name_is_free_again_once_its_entity_is_deleted()
    {
        using var store = _folder.Open();
        var workspace = store.OpenDefault();
        var (before, after) = store.Write(workspace, write =>
        {
            var earlier = write.AddEntity("name", "t", true, false);
            write.DeleteEntity(earlier.Id);
            return (earlier.Id, write.FindEntity("name") ?? write.AddEntity("name", "t", true, false));
        });

        Assert.NotEqual(before, after.Id);
        Assert.Equal([before, after.Id], store.Read(workspace, read => read.EntitiesNamed("name").Select(entity => entity.Id)));
    }

    [Fact]
    public void A_declaration_is_seen_at_once()
    {
        using var store = _folder.Open();
        var declared = store.Write(store.OpenDefault(), write =>
        {
            var end = write.AddEntity("end", "", isDeclared: false, hasGeneratedName: false);
            Assert.False(write.FindEntity("end")!.IsDeclared);
            write.DeclareEntity(end.Id, "t");
            return write.FindEntity("end")!;
        });

        Assert.True(declared.IsDeclared);
        Assert.Equal("t", declared.Type);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_write_reads_the_events_it_has_appended(int count)
    {
        using var store = _folder.Open();
        var seqs = store.Write(store.OpenDefault(), write =>
        {
            for (var i = 0; i < count; i++) { write.AddEntity($"entity {i}", "t", true, false); }
            return write.Log(0, 100).Select(item => item.Seq).ToArray();
        });

        Assert.Equal(Enumerable.Range(1, count).Select(seq => (long)seq), seqs);
    }

    [Fact]
    public void A_statement_of_a_closed_connection_is_refused()
    {
        var database = Database.Open(_folder.PathOf("one.db"), mayCreate: true);
        var statement = database.Prepare("SELECT 1");
        database.Dispose();

        Assert.Throws<ObjectDisposedException>(() => statement.Step());
    }

    private static (string First, string Second) NamesOfOneHash(long workspaceId)
    {
        var seen = new Dictionary<long, string>();
        for (var i = 0; ; i++)
        {
            var name = $"name {i}";
            if (!seen.TryAdd(EntityNameHash.Of(name, workspaceId), name)) { return (seen[EntityNameHash.Of(name, workspaceId)], name); }
        }
    }
}
