using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Tests.Mcp;

/// <summary>A memory served as <c>graphmemory serve</c> serves it, on a free port, gates included.</summary>
internal sealed class ServedMemory : IAsyncDisposable
{
    private readonly TestFolder _folder;
    private readonly MemoryHost _memory;
    private readonly MemoryServer _server;

    private ServedMemory(TestFolder folder, MemoryHost memory, MemoryServer server, string token) => (_folder, _memory, _server, Token) = (folder, memory, server, token);

    public string Token { get; }

    public Uri Url => new(_server.Url);

    public static async Task<ServedMemory> StartAsync(bool isConformance = false)
    {
        var folder = new TestFolder();
        var loaded = ConfigurationLoader.Load(new(folder.Path, new Dictionary<string, string>(), null, [new ConfigurationEntry("server.port", "0", "server.port", "test")])).Value;
        var memory = MemoryHost.Open(loaded.Options, TimeProvider.System).Value;
        var server = await MemoryServer.StartAsync(memory, loaded, TextWriter.Null, TimeProvider.System, McpHarness.Token, isConformance);
        return new ServedMemory(folder, memory, server.Value, File.ReadAllText(memory.Folder.TokenPath).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _memory.Dispose();
        _folder.Dispose();
    }
}
