using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Workspaces;

public sealed class DeletionTests : IDisposable
{
    private static readonly Dictionary<string, string> OpensTheStoreItself = new() { ["GRAPHMEMORY__MCP__USE_RUNNING_SERVER"] = "false" };

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Processes_that_write_while_their_workspace_is_deleted_and_merged_away_go_on_and_the_store_stays_sound()
    {
        var sessions = new List<McpOverStdio>();
        for (var i = 0; i < 4; i++) { sessions.Add(await McpOverStdio.StartAsync(_data.Path, ["--workspace", "contested"], OpensTheStoreItself)); }
        var writing = sessions.Select(async (session, i) =>
        {
            for (var write = 0; write < 60; write++)
            {
                await session.CallAsync("remember", new JsonObject { ["text"] = $"process {i} write {write}", ["about"] = $"entity {write % 7}" });
            }
        }).ToList();

        for (var i = 0; i < 4; i++)
        {
            await CommandLine.RunAsync("workspaces", "merge", "contested", "kept", "--data", _data.Path);
            await CommandLine.RunAsync("workspaces", "delete", "contested", "--yes", "--data", _data.Path);
        }

        await Task.WhenAll(writing);
        foreach (var session in sessions) { await session.DisposeAsync(); }
        (await CommandLine.RunAsync("workspaces", "list", "--data", _data.Path)).Succeeded();
        var doctor = await CommandLine.RunAsync("doctor", "--json", "--data", _data.Path);

        Assert.True(doctor.ExitCode == 0, doctor.ToString());
    }

    [Fact]
    public async Task A_merge_with_its_source_deleted_loses_no_acknowledged_write()
    {
        await using var writer = await McpOverStdio.StartAsync(_data.Path, ["--workspace", "source"], OpensTheStoreItself);
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; written < 100; written++)
            {
                await writer.CallAsync("remember", new JsonObject { ["text"] = $"write {written}", ["about"] = "subject" });
            }
        });
        for (var i = 0; i < 5; i++) { await CommandLine.RunAsync("workspaces", "merge", "source", "target", "--delete-source", "--yes", "--data", _data.Path); }
        await writing;
        await CommandLine.RunAsync("workspaces", "merge", "source", "target", "--delete-source", "--yes", "--data", _data.Path);

        var status = (await CommandLine.RunAsync("status", "--json", "--data", _data.Path)).Succeeded().Json;
        var target = status["workspaces"]!.AsArray().Single(workspace => workspace!["name"]!.GetValue<string>() == "target")!;
        Assert.Equal(100, target["observations"]!.GetValue<int>());
    }
}
