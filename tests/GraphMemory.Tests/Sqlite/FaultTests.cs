using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Tests.Sqlite;

public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lock_held_too_long_is_a_busy_problem_and_passes()
    {
        using var store = _folder.Open(options: new() { BusyTimeoutMs = 30 });
        var workspace = store.Fill(1);
        using (var other = Database.Open(_folder.Data.DatabasePath))
        {
            other.Execute("BEGIN IMMEDIATE");
            var refused = await store.WriteAsync<long>(workspace, write => write.AddFact(GraphDrafts.Observation(1, "x")), Token);
            Assert.Equal(StoreProblems.Busy, refused.Problem?.Code);
            Assert.True(store.State.IsWritable);
        }

        Assert.Equal(3, store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "x"))));
    }

    [Fact]
    public async Task A_moved_database_takes_no_writes_until_it_is_back()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(1);
        File.Move(_folder.Data.DatabasePath, _folder.PathOf("moved"));
        for (var i = 0; i < 2; i++)
        {
            var refused = await store.WriteAsync<long>(workspace, write => write.AddFact(GraphDrafts.Observation(1, "lost")), Token);
            Assert.Equal(StoreProblems.Unavailable, refused.Problem?.Code);
            Assert.Equal(new StoreState(IsWritable: false, refused.Problem), store.State);
        }

        File.Move(_folder.PathOf("moved"), _folder.Data.DatabasePath);
        var id = store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "kept")));
        Assert.True(store.State.IsWritable);
        Assert.Equal("kept", store.Read(workspace, read => read.Fact(id))!.Statement.Text);
        Assert.True(store.CheckIntegrity().Value.IsSound);
    }

    [Fact]
    public async Task A_deleted_database_is_a_problem_for_every_write_of_the_batch()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(1);
        File.Delete(_folder.Data.DatabasePath);
        var refused = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            store.WriteAsync<long>(workspace, write => write.AddFact(GraphDrafts.Observation(1, $"{i}")), Token)));

        Assert.All(refused, result => Assert.Equal(StoreProblems.Unavailable, result.Problem?.Code));
        Assert.Throws<StoreFaultException>(() => store.Read(workspace, read => read.Counts()));
    }

    [Fact]
    public async Task A_damaged_page_is_a_named_problem_and_the_rest_goes_on()
    {
        using (var store = _folder.Open()) { store.Fill(5000); }
        Damage(fromPage: 0.5, toPage: 0.8);
        using var damaged = _folder.Open();
        var workspace = damaged.OpenDefault();

        var fault = Assert.Throws<StoreFaultException>(() => damaged.Read(workspace, read =>
        {
            read.VisitFacts(0, long.MaxValue, (in FactRow _) => { });
            return 0;
        }));
        Assert.Equal(StoreProblems.Corrupt, fault.Problem.Code);
        Assert.Contains("graphmemory doctor", fault.Problem.Detail, StringComparison.Ordinal);
        Assert.False(damaged.CheckIntegrity().Value.IsSound);
        Assert.Equal(StoreProblems.Corrupt, damaged.Backup(_folder.PathOf("backup")).Problem?.Code);

        var met = await damaged.WriteAsync<int>(workspace, write => write.FactsOf(1).Count, Token);
        Assert.Equal(StoreProblems.Corrupt, met.Problem?.Code);
        Assert.Equal(StoreProblems.Corrupt, damaged.State.Problem?.Code);
    }

    [Fact]
    public void Damage_shows_in_a_folder_that_no_store_opens()
    {
        using (var store = _folder.Open()) { store.Fill(2000); }
        Assert.True(GraphMemory.Sqlite.Care.StoreCare.CheckIntegrity(_folder.Data).Value.IsSound);
        Damage(fromPage: 0.3, toPage: 0.4);

        Assert.False(GraphMemory.Sqlite.Care.StoreCare.CheckIntegrity(_folder.Data).Value.IsSound);
        File.Delete(_folder.Data.DatabasePath);
        Assert.Equal(StoreProblems.Unavailable, GraphMemory.Sqlite.Care.StoreCare.CheckIntegrity(_folder.Data).Problem?.Code);
    }

    [Fact]
    public async Task A_store_opened_for_reading_writes_nothing_and_says_so()
    {
        using (var store = _folder.Open()) { store.Fill(10); }
        var before = Directory.GetFiles(_folder.Data.Path).Order().ToArray();
        using var reading = _folder.Open(options: new() { IsReadOnly = true });
        var workspace = reading.FindWorkspace(Workspace.DefaultName)!.Id;

        Assert.Equal(10, reading.Read(workspace, read => read.Counts()).Observations);
        Assert.Equal(StoreProblems.ReadOnly, (await reading.WriteAsync<int>(workspace, _ => 1, Token)).Problem?.Code);
        Assert.Equal(StoreProblems.ReadOnly, reading.State.Problem?.Code);
        Assert.False(reading.State.IsWritable);
        Assert.False(reading.CheckpointStep());
        Assert.Equal(before, Directory.GetFiles(_folder.Data.Path).Order());
    }

    [Fact]
    public void A_store_opened_for_reading_beside_a_writer_sees_its_log()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(10);
        using var reading = _folder.Open(options: new() { IsReadOnly = true });
        store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "new")));

        Assert.Equal(11, reading.Read(workspace, read => read.Counts()).Observations);
    }

    [Fact]
    public void A_log_that_cannot_be_opened_leaves_the_store_readable()
    {
        using (var store = _folder.Open()) { store.Fill(10); }
        Directory.CreateDirectory(_folder.Data.WalPath);
        using var reading = _folder.Open();

        Assert.Equal(StoreProblems.ReadOnly, reading.State.Problem?.Code);
        Assert.Equal(10, reading.Read(reading.FindWorkspace(Workspace.DefaultName)!.Id, read => read.Counts()).Observations);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_problem()
    {
        File.WriteAllText(_folder.Data.Path, "a file in its place");

        Assert.Equal(StoreProblems.Unavailable, SqliteGraphStore.Open(_folder.Data, TimeProvider.System).Problem?.Code);
    }

    [Fact]
    public void Folder_and_files_belong_to_their_owner_alone()
    {
        using var store = _folder.Open();
        store.Fill(10);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Data.Path));
        Assert.Equal(3, Directory.GetFiles(_folder.Data.Path).Length);
        Assert.All(Directory.GetFiles(_folder.Data.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private void Damage(double fromPage, double toPage)
    {
        var bytes = File.ReadAllBytes(_folder.Data.DatabasePath);
        bytes.AsSpan((int)(bytes.Length * fromPage / 4096) * 4096, (int)(bytes.Length * (toPage - fromPage) / 4096) * 4096).Fill(0xA5);
        File.WriteAllBytes(_folder.Data.DatabasePath, bytes);
    }
}
