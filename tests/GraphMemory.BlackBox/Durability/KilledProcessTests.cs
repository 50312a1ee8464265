using System.Globalization;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Durability;

/// <summary>kill -9 while writes are in flight. ./soak runs more cycles.</summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int WritersPerProcess = 8;

    private static int Cycles => int.Parse(Environment.GetEnvironmentVariable("GRAPHMEMORY_KILL_CYCLES") ?? "25", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_acknowledged_write_survives_kill_9()
    {
        using var folder = new DataFolder();
        var all = 0;
        for (var cycle = 0; cycle < Cycles; cycle++)
        {
            var ledger = new Ledger();
            await WriteUntilKilledAsync(folder.Path, ledger, cycle, acknowledgedMin: 1 + new Random(cycle).Next(120));
            await ledger.VerifyAsync(folder.Path);
            all += ledger.Count;
        }

        output.WriteLine($"{Cycles} kills, {all} acknowledged writes, 0 lost");
        await using var session = await McpOverStdio.StartAsync(folder.Path, ["--tools", "reference"]);
        var names = Reference.NamesOf(await session.CallAsync("search_nodes", new JsonObject { ["query"] = "" })).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static async Task WriteUntilKilledAsync(string dataFolder, Ledger ledger, int cycle, int acknowledgedMin)
    {
        await using var session = await McpOverStdio.StartAsync(dataFolder);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, WritersPerProcess).Select(async writer =>
        {
            for (var i = 0; await ledger.WriteAsync(session, $"cycle {cycle} writer {writer} entity {i}"); i++)
            {
                if (ledger.Count >= acknowledgedMin) { reached.TrySetResult(); }
            }
        }).ToArray();
        await Task.WhenAny(reached.Task, Task.WhenAll(writers)).WaitAsync(GraphMemoryProcess.Patience);
        Assert.True(reached.Task.IsCompletedSuccessfully, "A write was refused although nothing was broken yet.");
        await session.Process.KillAsync();
        await Task.WhenAll(writers).WaitAsync(GraphMemoryProcess.Patience);
    }
}
