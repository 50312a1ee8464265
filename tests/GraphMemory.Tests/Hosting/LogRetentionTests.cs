using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class LogRetentionTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_retention_the_whole_log_stays()
    {
        using var memory = Open(days: 0);
        var id = await RememberAsync(memory, "early");
        _time.Advance(TimeSpan.FromDays(4_000));
        Trim(memory);

        Assert.Equal(1, memory.Store.FindWorkspace("default")!.LogStartSeq);
        Assert.False(memory.Queries.ChangesSince(id, 0, 10).Value.WasTrimmed);
    }

    [Fact]
    public async Task Events_older_than_the_retention_go_and_a_reader_behind_them_gets_the_whole_graph()
    {
        using var memory = Open(days: 30);
        var id = await RememberAsync(memory, "early");
        var old = memory.Store.FindWorkspace("default")!.HeadSeq;
        _time.Advance(TimeSpan.FromDays(31));
        await RememberAsync(memory, "late");
        Trim(memory);
        Trim(memory);
        var behind = memory.Queries.ChangesSince(id, 0, 10).Value;
        var current = memory.Queries.ChangesSince(id, old, 10).Value;

        Assert.Equal(old + 1, memory.Store.FindWorkspace("default")!.LogStartSeq);
        Assert.Equal(["early", "late"], Assert.Single(behind.Snapshot!.Entities).Observations);
        Assert.False(current.WasTrimmed);
        Assert.All(current.Events, change => Assert.True(change.Event.Seq > old));
        Assert.Equal(2, memory.Recall.Ask(id, new RecallRequest("early late")).Value.Items.Count(item => item.Fact is not null));
    }

    [Fact]
    public async Task An_index_file_is_still_used_when_its_part_of_the_log_is_gone()
    {
        using (var memory = Open(days: 1))
        {
            var id = await RememberAsync(memory, "early");
            Assert.True(memory.Recall.CompactStep(id, force: true));
            _time.Advance(TimeSpan.FromDays(2));
            Trim(memory);
        }

        using var again = Open(days: 1);
        var workspace = again.Store.FindWorkspace("default")!;

        Assert.Equal(workspace.HeadSeq + 1, workspace.LogStartSeq);
        Assert.False(again.Recall.CompactStep(workspace.Id, force: true));
        Assert.Single(again.Recall.Ask(workspace.Id, new RecallRequest("early")).Value.Items, item => item.Fact is not null);
    }

    private MemoryHost Open(int days) => MemoryHost.Open(
        new GraphMemoryOptions { Data = new() { Folder = _folder.Path }, Store = new() { LogRetentionDays = days } }, _time).Value;

    private static void Trim(MemoryHost memory) => memory.Steps().Single(step => step.Name == "log").Run(NullLogger.Instance);

    private static async Task<long> RememberAsync(MemoryHost memory, string text)
    {
        var id = (await memory.WorkspaceToWriteAsync(default)).Value;
        Assert.True((await memory.Commands.ExecuteAsync(id, new Remember([new NewObservation(text, "thing", null, Circumstances.Default)]), default)).IsSuccess);
        return id;
    }
}
