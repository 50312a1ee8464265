using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Durability;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Processes;

public sealed class ConcurrentWritersTests
{
    private const int WritesPerProcess = 500;
    private const int WritesInFlight = 16;

    private static readonly Dictionary<string, string> OpensTheStoreItself = new() { ["GRAPHMEMORY__MCP__USE_RUNNING_SERVER"] = "false" };

    [Fact]
    public async Task Eight_processes_write_to_one_folder_and_nothing_is_lost_doubled_or_refused()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        var sessions = new List<IToolCaller> { await McpOverHttp.ConnectAsync(server.Client()) };
        for (var i = 1; i < 8; i++)
        {
            sessions.Add(await McpOverStdio.StartAsync(folder.Path, environment: i <= 5 ? OpensTheStoreItself : null));
        }

        var ledger = new Ledger();
        await Task.WhenAll(sessions.Select((session, i) => Parallel.ForAsync(0, WritesPerProcess,
            new ParallelOptions { MaxDegreeOfParallelism = WritesInFlight },
            async (write, _) => Assert.True(await ledger.WriteAsync(session, $"process {i} write {write}")))));
        foreach (var session in sessions) { await session.DisposeAsync(); }

        Assert.Equal(8 * WritesPerProcess, ledger.Count);
        await ledger.VerifyAsync(folder.Path);
        Assert.Equal(8 * WritesPerProcess, await CountAsync(folder.Path));
    }

    [Fact]
    public async Task A_write_of_one_process_is_seen_by_the_next_read_of_another()
    {
        using var folder = new DataFolder();
        await using var writer = await McpOverStdio.StartAsync(folder.Path, environment: OpensTheStoreItself);
        await using var reader = await McpOverStdio.StartAsync(folder.Path, environment: OpensTheStoreItself);
        for (var i = 0; i < 20; i++)
        {
            await writer.CallAsync("create_entities", Reference.Entities($"entity {i}"));
            Assert.Equal([$"entity {i}"], Reference.NamesOf(await reader.CallAsync("open_nodes", Reference.Names($"entity {i}"))));
        }
    }

    [Fact]
    public async Task The_same_names_written_by_many_processes_at_once_are_stored_once()
    {
        using var folder = new DataFolder();
        var sessions = new List<McpOverStdio>();
        for (var i = 0; i < 4; i++) { sessions.Add(await McpOverStdio.StartAsync(folder.Path, environment: OpensTheStoreItself)); }
        await Task.WhenAll(sessions.Select(session => Parallel.ForAsync(0, 50, async (i, _) =>
            await session.CallAsync("create_entities", Reference.Entities($"shared {i}")))));
        foreach (var session in sessions) { await session.DisposeAsync(); }

        Assert.Equal(50, await CountAsync(folder.Path));
    }

    private static async Task<int> CountAsync(string dataFolder)
    {
        await using var session = await McpOverStdio.StartAsync(dataFolder, ["--tools", "reference"]);
        return Reference.NamesOf(await session.CallAsync("search_nodes", new JsonObject { ["query"] = "" })).Count();
    }
}
