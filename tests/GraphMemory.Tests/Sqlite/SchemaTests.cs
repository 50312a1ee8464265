using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Schema;

namespace GraphMemory.Tests.Sqlite;

public sealed class SchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> OlderVersions => [.. Enumerable.Range(0, Migrations.All.Length)];

    [Theory]
    [MemberData(nameof(OlderVersions))]
    public void A_database_of_any_older_version_is_brought_up_to_date(int version)
    {
        _folder.Data.Create();
        if (version > 0)
        {
            using var old = Database.Open(_folder.Data.DatabasePath, mayCreate: true);
            Assert.Null(new SchemaUpgrade(TimeProvider.System, Migrations.All[..version]).Run(old));
        }

        using var store = _folder.Open();
        store.Fill(3);
        Assert.True(store.CheckIntegrity().Value.IsSound);
        Assert.Equal(Migrations.All[^1].Version, Version());
    }

    [Fact]
    public void Steps_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, Migrations.All.Length), Migrations.All.Select(step => step.Version));

    [Fact]
    public void A_newer_schema_is_refused_and_left_alone()
    {
        using (_folder.Open()) { }
        using (var database = Database.Open(_folder.Data.DatabasePath)) { database.Execute("INSERT INTO schema_version VALUES(99, 0)"); }
        var refused = SqliteGraphStore.Open(_folder.Data, TimeProvider.System);

        Assert.Equal(StoreProblems.NewerSchema, refused.Problem?.Code);
        Assert.Contains("99", refused.Problem!.Detail, StringComparison.Ordinal);
        Assert.Contains("Update graphmemory", refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal(99, Version());
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        _folder.Data.Create();
        using (var database = Database.Open(_folder.Data.DatabasePath, mayCreate: true)) { database.Execute("CREATE TABLE bookmarks(url TEXT)"); }

        Assert.Equal(StoreProblems.Foreign, SqliteGraphStore.Open(_folder.Data, TimeProvider.System).Problem?.Code);
    }

    [Fact]
    public void A_file_that_is_no_database_is_reported_as_damaged()
    {
        _folder.Data.Create();
        File.WriteAllText(_folder.Data.DatabasePath, new string('x', 10_000));

        var problem = SqliteGraphStore.Open(_folder.Data, TimeProvider.System).Problem;
        Assert.Equal(StoreProblems.Corrupt, problem?.Code);
        Assert.Contains("graphmemory doctor", problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_fails_leaves_the_version_before_it()
    {
        _folder.Data.Create();
        using (var database = Database.Open(_folder.Data.DatabasePath, mayCreate: true))
        {
            var upgrade = new SchemaUpgrade(TimeProvider.System, [.. Migrations.All, new(Migrations.All.Length + 1, "CREATE TABLE half(a); CREATE TABLE half(a)")]);
            Assert.Throws<SqliteFault>(() => upgrade.Run(database));
            Assert.Equal("0", database.Scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
        }

        Assert.Equal(Migrations.All.Length, Version());
    }

    [Fact]
    public async Task Instances_that_create_a_folder_at_once_agree()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SqliteGraphStore.Open(_folder.Data, TimeProvider.System))));
        var stores = Array.ConvertAll(opened, result => result.Value);
        var ids = await Task.WhenAll(stores.Select(store => store.OpenWorkspaceAsync("w", TestContext.Current.CancellationToken)));
        Array.ForEach(stores, store => store.Dispose());

        Assert.Single(ids.Select(result => result.Value.Id).Distinct());
        Assert.Equal(Migrations.All.Length, Version());
    }

    private int Version()
    {
        using var database = Database.Open(_folder.Data.DatabasePath, isReadOnly: true);
        return SchemaUpgrade.Version(database);
    }
}
