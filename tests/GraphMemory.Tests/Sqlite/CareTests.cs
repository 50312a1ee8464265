using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Care;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Tests.Sqlite;

public sealed class CareTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string BackupPath => _folder.PathOf("backup.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_taken_beside_a_writer_restores_to_what_it_holds()
    {
        using (var store = _folder.Open())
        {
            var workspace = store.Fill(5000);
            var writing = Task.Run(() => store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "during"))), TestContext.Current.CancellationToken);
            var shares = new List<double>();
            var report = store.Backup(BackupPath, new Shares(shares)).Value;
            await writing;
            Assert.All(shares, share => Assert.InRange(share, 0, 1));

            Assert.Equal(new FileInfo(BackupPath).Length, report.Bytes);
            Assert.Equal($"{report.Sha256}  backup.db\n", File.ReadAllText(BackupPath + ".sha256"));
            Assert.InRange(Assert.Single(report.Workspaces).HeadSeq, 5001, 5002);
            Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(BackupPath)!, "*.partial*"));
            store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "after")));
        }

        var restored = StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System).Value;
        using var reopened = _folder.Open();
        Assert.Equal(restored.Workspaces.Single(), reopened.FindWorkspace(Workspace.DefaultName));
        Assert.True(reopened.CheckIntegrity().Value.IsSound);
        Assert.True(IsSound(restored.PreviousPath!));
    }

    [Fact]
    public void A_backup_restores_into_an_empty_folder()
    {
        using (var store = _folder.Open())
        {
            store.Fill(10);
            Assert.True(store.Backup(BackupPath).IsSuccess);
        }

        var empty = new DataFolder(_folder.PathOf("empty"));
        Assert.Null(StoreCare.Restore(empty, BackupPath, TimeProvider.System).Value.PreviousPath);
        using var restored = SqliteGraphStore.Open(empty, TimeProvider.System).Value;
        Assert.Equal(10, restored.Read(restored.OpenDefault(), read => read.Counts()).Observations);
    }

    [Fact]
    public void A_restore_drops_what_was_derived_from_the_other_history()
    {
        using (var store = _folder.Open())
        {
            store.Fill(10);
            Assert.True(store.Backup(BackupPath).IsSuccess);
        }

        string[] derived = [_folder.Data.IndexPath, _folder.Data.ImportsPath, _folder.Data.MirrorsPath];
        foreach (var path in derived) { File.WriteAllText(Path.Combine(Directory.CreateDirectory(path).FullName, "old"), "of another history"); }

        Assert.True(StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System).IsSuccess);

        Assert.All(derived, path => Assert.False(Directory.Exists(path)));
    }

    [Fact]
    public void A_backup_never_overwrites_a_file()
    {
        using var store = _folder.Open();
        File.WriteAllText(BackupPath, "mine");

        Assert.Equal(StoreProblems.BadBackup, store.Backup(BackupPath).Problem?.Code);
        Assert.Equal("mine", File.ReadAllText(BackupPath));
    }

    [Fact]
    public void A_backup_that_is_given_up_leaves_nothing()
    {
        using var store = _folder.Open();
        store.Fill(50_000);
        using var gaveUp = new CancellationTokenSource();
        gaveUp.Cancel();

        Assert.Throws<OperationCanceledException>(() => store.Backup(BackupPath, cancellationToken: gaveUp.Token));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(BackupPath)!));
    }

    [Fact]
    public void A_backup_into_a_folder_that_is_not_there_is_a_problem()
    {
        using var store = _folder.Open();

        Assert.Equal(StoreProblems.BadBackup, store.Backup(_folder.PathOf("no/such/folder/backup.db")).Problem?.Code);
    }

    [Fact]
    public void A_folder_in_use_is_not_restored()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(10);
        Assert.True(store.Backup(BackupPath).IsSuccess);

        Assert.Equal(StoreProblems.InUse, StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System).Problem?.Code);
        Assert.Equal(12, store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "goes on"))));
    }

    [Fact]
    public void A_store_that_was_only_opened_counts_as_in_use()
    {
        using (var store = _folder.Open()) { Assert.True(store.Backup(BackupPath).IsSuccess); }
        using var idle = _folder.Open();

        Assert.Equal(StoreProblems.InUse, StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System).Problem?.Code);
    }

    [Fact]
    public void A_damaged_database_is_replaced_and_kept_aside()
    {
        using (var store = _folder.Open())
        {
            store.Fill(10);
            Assert.True(store.Backup(BackupPath).IsSuccess);
        }

        File.WriteAllText(_folder.Data.DatabasePath, new string('x', 8192));
        File.WriteAllText(_folder.Data.WalPath, "stale");
        var report = StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System).Value;

        Assert.Equal(8192, new FileInfo(report.PreviousPath!).Length);
        using var restored = _folder.Open();
        Assert.Equal(10, restored.Read(restored.OpenDefault(), read => read.Counts()).Observations);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("flipped")]
    [InlineData("flipped, hash removed")]
    [InlineData("not a database")]
    [InlineData("empty")]
    [InlineData("another program's")]
    [InlineData("newer")]
    public void A_backup_that_is_not_whole_is_refused_before_anything_changes(string fault)
    {
        using (var store = _folder.Open())
        {
            store.Fill(2000);
            Assert.True(store.Backup(BackupPath).IsSuccess);
        }

        var before = File.ReadAllBytes(_folder.Data.DatabasePath);
        Spoil(fault);
        var refused = StoreCare.Restore(_folder.Data, BackupPath, TimeProvider.System);

        Assert.False(refused.IsSuccess);
        Assert.Equal(before, File.ReadAllBytes(_folder.Data.DatabasePath));
        Assert.Equal([_folder.Data.DatabasePath], Directory.GetFiles(_folder.Data.Path));
    }

    [Theory]
    [InlineData("DELETE FROM log WHERE subject_id = 5", "missing from the log")]
    [InlineData("DELETE FROM log WHERE subject_id = 1", "missing from the log")]
    [InlineData("UPDATE log SET at_ms = at_ms - 10 WHERE subject_id = 5", "back in time")]
    [InlineData("UPDATE workspace SET head_seq = 3", "beyond the head")]
    [InlineData("UPDATE fact SET workspace_id = 2 WHERE subject_id = 1", "another workspace")]
    [InlineData("INSERT INTO entity SELECT key + 1, workspace_id, 1, NULL, 0, name_hash, name, type FROM entity", "share a name")]
    [InlineData("DELETE FROM entity", "an entity that does not exist")]
    [InlineData("DELETE FROM predicate", "a predicate that does not exist")]
    [InlineData("DELETE FROM provenance WHERE id = 1", "a source that does not exist")]
    [InlineData("UPDATE provenance SET uses = uses + 1 WHERE id = 1", "miscount")]
    [InlineData("DELETE FROM session WHERE id = 2", "a session that does not exist")]
    [InlineData("INSERT INTO conflict VALUES(1, 98, 99, 1, 5)", "a fact that does not exist")]
    [InlineData("UPDATE workspace SET observations = 0", "counters differ")]
    [InlineData("UPDATE workspace SET open_conflicts = 7", "counters differ")]
    public void The_check_names_each_broken_rule(string damage, string fault)
    {
        using var store = _folder.Open();
        store.Fill(10);
        Assert.Empty(store.CheckIntegrity().Value.Faults);
        using (var database = Database.Open(_folder.Data.DatabasePath)) { database.Execute(damage); }

        Assert.Contains(store.CheckIntegrity().Value.Faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    private void Spoil(string fault)
    {
        if (fault != "flipped") { File.Delete(BackupPath + ".sha256"); }
        switch (fault)
        {
            case "missing" or "empty" or "another program's":
                File.Delete(BackupPath);
                break;
            case "not a database":
                File.WriteAllText(BackupPath, new string('x', 8192));
                break;
            case "newer":
                using (var newer = Database.Open(BackupPath)) { newer.Execute("INSERT INTO schema_version VALUES(99, 0)"); }
                break;
            default:
                var bytes = File.ReadAllBytes(BackupPath);
                bytes.AsSpan(bytes.Length / 2, 4096).Fill(0xA5);
                File.WriteAllBytes(BackupPath, bytes);
                break;
        }

        if (fault == "empty") { File.WriteAllBytes(BackupPath, []); }
        if (fault == "another program's")
        {
            using var other = Database.Open(BackupPath, mayCreate: true);
            other.Execute("CREATE TABLE bookmarks(url TEXT)");
        }
    }

    private static bool IsSound(string path)
    {
        using var database = Database.Open(path, isReadOnly: true);
        return IntegrityCheck.Run(database).IsSound;
    }

    private sealed class Shares(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
