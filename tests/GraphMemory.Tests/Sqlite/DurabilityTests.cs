using CsCheck;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Sqlite;

/// <summary>What a killed process leaves behind: the files as they lie, and a log that may end anywhere after the last fsync.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_acknowledged_write_is_in_the_files_of_a_process_that_dies()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(1);
        for (var i = 2; i <= 30; i++)
        {
            store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, $"{i}")));
            if (i % 10 == 0) { Assert.Equal(i, CountInCopy($"copy{i}", log => log)); }
        }
    }

    [Fact]
    public void A_log_that_ends_anywhere_leaves_a_sound_earlier_state()
    {
        using var store = _folder.Open();
        var workspace = store.Fill(1);
        for (var i = 2; i <= 30; i++) { store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, $"{i}"))); }

        var copy = 0;
        Gen.Double.Unit.Select(Gen.Bool).Sample(
            cut => Assert.InRange(CountInCopy($"cut{copy++}", log => Torn(log, cut.Item1, cut.Item2)), 0, 30), iter: 30, threads: 1);
    }

    [Fact]
    public void Checkpoints_fold_the_log_back_beside_the_writer()
    {
        using var store = _folder.Open(options: new() { CheckpointBytes = 64 << 10 });
        var workspace = store.Fill(2000);
        var before = new FileInfo(_folder.Data.DatabasePath).Length;

        Assert.True(store.CheckpointStep());
        Assert.False(store.CheckpointStep());
        Assert.True(new FileInfo(_folder.Data.DatabasePath).Length > before);
        Assert.Equal(2000, store.Read(workspace, read => read.Counts()).Observations);
    }

    [Fact]
    public void A_log_beyond_its_bound_is_folded_by_the_writer_itself()
    {
        using var store = _folder.Open(options: new() { WalBytesMax = 256 << 10 });
        var workspace = store.Fill(5000);
        store.Write(workspace, write => write.AddFact(GraphDrafts.Observation(1, "one more")));

        Assert.InRange(new FileInfo(_folder.Data.WalPath).Length, 0, 256 << 10);
    }

    [Fact]
    public void The_last_instance_that_closes_leaves_one_file()
    {
        using (var store = _folder.Open())
        {
            store.Read(store.Fill(10), read => read.Counts());
            using var another = _folder.Open();
            another.Read(another.OpenDefault(), read => read.Counts());
        }

        Assert.Equal([_folder.Data.DatabasePath], Directory.GetFiles(_folder.Data.Path));
    }

    private static byte[] Torn(byte[] log, double at, bool isTruncated)
    {
        var length = (int)(log.Length * at);
        if (isTruncated) { return log[..length]; }
        var torn = log.ToArray();
        torn.AsSpan(length, Math.Min(512, log.Length - length)).Fill(0xEE);
        return torn;
    }

    private long CountInCopy(string name, Func<byte[], byte[]> changeLog)
    {
        var copy = new DataFolder(_folder.PathOf(name));
        copy.Create();
        File.Copy(_folder.Data.DatabasePath, copy.DatabasePath);
        File.WriteAllBytes(copy.WalPath, changeLog(File.ReadAllBytes(_folder.Data.WalPath)));
        using var store = SqliteGraphStore.Open(copy, TimeProvider.System).Value;
        Assert.Empty(store.CheckIntegrity().Value.Faults);
        return store.FindWorkspace(Workspace.DefaultName) is { } workspace ? store.Read(workspace.Id, read => read.Counts()).Observations : 0;
    }
}
