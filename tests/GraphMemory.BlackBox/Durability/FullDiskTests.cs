using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

public sealed class FullDiskTests
{
    private const int WritesMax = 100_000;

    [Fact]
    public async Task A_full_disk_refuses_writes_keeps_what_it_acknowledged_and_recovers_with_room()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 4);
        var ledger = new Ledger();
        await using (var session = await McpOverStdio.StartAsync(disk.Path))
        {
            var written = 0;
            while (written < WritesMax && await ledger.WriteAsync(session, Name(written))) { written++; }
            Assert.InRange(written, 1, WritesMax - 1);
            await disk.RemountAsync("size=64m");
        }

        await using (var session = await McpOverStdio.StartAsync(disk.Path))
        {
            Assert.True(await ledger.WriteAsync(session, "with room again"));
            Assert.Equal(0, await session.CloseAsync());
        }

        await ledger.VerifyAsync(disk.Path);
    }

    [Fact]
    public async Task A_read_only_disk_is_said_to_be_one_and_still_answers()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 16);
        await using (var session = await McpOverStdio.StartAsync(disk.Path))
        {
            Assert.True(await new Ledger().WriteAsync(session, "kept"));
            Assert.Equal(0, await session.CloseAsync());
        }

        await disk.RemountAsync("ro");
        var write = await CommandLine.RunAsync("remember", "not kept", "--data", disk.Path);
        Assert.Equal(1, write.ExitCode);
        Assert.Contains("STORE_004", write.Error, StringComparison.Ordinal);
        var read = (await CommandLine.RunAsync("get", "kept", "--data", disk.Path, "--json")).Succeeded();
        Assert.Contains("kept was seen", read.Output, StringComparison.Ordinal);
    }

    // Long names fill a small disk with few writes.
    private static string Name(int i) => $"entity {i} {new string((char)('a' + (i % 26)), 400)}";
}
