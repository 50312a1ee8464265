using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Sqlite;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Hosting;

/// <summary>The real HTTP door on a free port, with a test's own endpoints behind it.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TestFolder _folder;
    private readonly GraphMemoryServer _server;

    private TestServer(TestFolder folder, LiveConfiguration live, LocalToken token, StringWriter log, GraphMemoryServer server)
    {
        (_folder, Live, Token, Log, _server) = (folder, live, token, log, server);
        Client = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    public LiveConfiguration Live { get; }

    public LocalToken Token { get; }

    public StringWriter Log { get; }

    public HttpClient Client { get; }

    public string Url => _server.Url;

    public static async Task<TestServer> StartAsync(Action<IEndpointRouteBuilder> map, TimeProvider? time = null, params string[] settings)
    {
        var folder = new TestFolder();
        var flags = settings.Prepend("server.port=0").Select(text => text.Split('=', 2))
            .Select(pair => new ConfigurationEntry(pair[0], pair[1], pair[0], "test"));
        var live = new LiveConfiguration(ConfigurationLoader.Load(new(folder.Path, new Dictionary<string, string>(), null, [.. flags])).Value);
        var token = LocalToken.Open(new DataFolder(folder.Path), live.Options.Server);
        var log = new StringWriter();
        var server = await GraphMemoryServer.StartAsync(
            new ServerParts(live, token, TextWriter.Synchronized(log), time ?? new FakeTimeProvider(), [], _ => { }, map), default);
        return new TestServer(folder, live, token, log, server.Value);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
