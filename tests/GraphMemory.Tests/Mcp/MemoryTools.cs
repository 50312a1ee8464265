using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

/// <summary>The tools of a profile on a whole memory, the ranking included.</summary>
internal sealed class MemoryTools : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MemoryHost _host;
    private readonly string _profile;

    public MemoryTools(string profile, TimeProvider? time = null)
    {
        _profile = profile;
        _host = MemoryHost.Open(new GraphMemoryOptions { Data = new DataOptions { Folder = _folder.Path } }, time ?? TimeProvider.System).Value;
        Tools = _host.Tools(ToolProfiles.Create(), new McpLimits());
    }

    public ToolHost Tools { get; }

    public Task<ToolReply> TryAsync(string tool, string arguments, string? profile = null) => Tools.InvokeAsync(
        new ToolCall(profile ?? _profile, tool, Workspace.DefaultName, McpHarness.Json(arguments), "test client", "session 1", null), McpHarness.Token);

    /// <summary>The data of a call that succeeds.</summary>
    public async Task<JsonElement> RunAsync(string tool, string arguments, string? profile = null)
    {
        var reply = await TryAsync(tool, arguments, profile);
        Assert.False(reply.IsError, reply.Text);
        return reply.Structured!.Value;
    }

    public void Dispose()
    {
        _host.Dispose();
        _folder.Dispose();
    }
}
