using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

/// <summary>kill -9 keeps what the system had cached; a power cut does not. Only a sync before the acknowledgement survives both.</summary>
public sealed class PowerCutTests(DiskRecorder recorder, ITestOutputHelper output) : IClassFixture<DiskRecorder>
{
    private const int Writes = 150;
    private const int Cuts = 12;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public async Task Every_acknowledged_write_survives_a_power_cut_at_any_moment(double survival)
    {
        using var folder = new DataFolder();
        using var recordings = new DataFolder();
        var recording = recordings.Combine("disk");
        await CreateAsync(folder.Path);
        var before = Directory.EnumerateFiles(folder.Path).Where(IsDatabase).ToDictionary(path => path, File.ReadAllBytes);
        var acknowledged = await WriteAsync(folder.Path, recording, recorder.Environment(folder.Path, recording));

        var steps = DiskRecording.Read(recording).Where(step => IsDatabase(step.Path)).ToList();
        Assert.Contains(steps, step => step.Call == DiskCall.Sync);
        var random = new Random(7);
        for (var i = 0; i < Cuts; i++)
        {
            var cut = steps.Count * (i + 1) / Cuts;
            var kept = acknowledged.Where(write => write.RecordingBytes <= steps[cut - 1].End).Select(write => write.Name).ToList();
            using var restored = new DataFolder();
            foreach (var (path, bytes) in new DiskAfterPowerCut(before, random, survival).After(steps.Take(cut)))
            {
                await File.WriteAllBytesAsync(restored.Combine(Path.GetRelativePath(folder.Path, path)), bytes);
            }

            await new Ledger(kept).VerifyAsync(restored.Path);
            output.WriteLine($"cut after step {cut} of {steps.Count}: {kept.Count} acknowledged writes, all there");
        }
    }

    // The database and its write-ahead log. The shared-memory file is a cache that SQLite rebuilds.
    private static bool IsDatabase(string path) => path.EndsWith(".db", StringComparison.Ordinal) || path.EndsWith(".db-wal", StringComparison.Ordinal);

    private static async Task CreateAsync(string dataFolder)
    {
        await using var session = await McpOverStdio.StartAsync(dataFolder);
        Assert.True(await new Ledger().WriteAsync(session, "before"));
        Assert.Equal(0, await session.CloseAsync());
    }

    // One write at a time, so that the length of the recording at its acknowledgement is known. The process is killed: no orderly end helps.
    private static async Task<List<(string Name, long RecordingBytes)>> WriteAsync(string dataFolder, string recording, Dictionary<string, string> environment)
    {
        var acknowledged = new List<(string, long)>();
        var ledger = new Ledger();
        await using var session = await McpOverStdio.StartAsync(dataFolder, environment: environment);
        for (var i = 0; i < Writes; i++)
        {
            Assert.True(await ledger.WriteAsync(session, $"write {i}"));
            acknowledged.Add(($"write {i}", new FileInfo(recording).Length));
        }

        await session.Process.KillAsync();
        return acknowledged;
    }
}
