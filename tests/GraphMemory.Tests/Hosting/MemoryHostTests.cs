using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

public sealed class MemoryHostTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_open_memory_takes_over_limits_of_writes_of_answers_and_of_the_index()
    {
        var options = new GraphMemoryOptions { Data = new() { Folder = _folder.Path } };
        using var memory = MemoryHost.Open(options, new FakeTimeProvider()).Value;
        var limits = options.Mcp.ToLimits();
        var tools = memory.Tools(ToolProfiles.Create(), limits);
        var workspace = (await memory.WorkspaceToWriteAsync(default)).Value;
        var long300 = new Remember([new(new string('x', 300), "thing", null, Circumstances.Default)]);
        Assert.True((await memory.Commands.ExecuteAsync(workspace, long300, default)).IsSuccess);

        memory.Take(options with
        {
            Limits = options.Limits with { TextLengthMax = 256 },
            Mcp = options.Mcp with { AnswerTokensMax = 100 },
            Index = options.Index with { TailEventsMax = 64 },
        });

        Assert.False((await memory.Commands.ExecuteAsync(workspace, long300, default)).IsSuccess);
        Assert.Equal(100, tools.Limits.AnswerTokensMax);
        Assert.Equal(100, tools.Limits.AnswerTokensDefault);
        Assert.Equal(64, memory.Options.Index.TailEventsMax);
        for (var i = 0; i < 70; i++) { await memory.Commands.ExecuteAsync(workspace, new Remember([new($"text {i}", "thing", null, Circumstances.Default)]), default); }
        Assert.True(memory.Recall.CompactStep(workspace));
    }
}
