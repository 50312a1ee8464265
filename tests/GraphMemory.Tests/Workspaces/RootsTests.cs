using System.IO.Pipelines;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Mcp;
using GraphMemory.Tests.Mcp;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Workspaces;

#pragma warning disable MCP9005 // Roots are deprecated for new revisions; older clients still have them.

public sealed class RootsTests : IDisposable
{
    private readonly McpHarness _mcp = new();
    private readonly GitFixture _git = new();

    public void Dispose()
    {
        _mcp.Dispose();
        _git.Dispose();
    }

    [Fact]
    public async Task A_client_that_started_us_elsewhere_tells_the_repository_by_its_roots()
    {
        var repository = _git.Repository("parser");
        var asked = 0;

        await RememberAsync(Settings(), _ =>
        {
            asked++;
            return ValueTask.FromResult(Roots("https://example.org/", new Uri(_git.Folder("plain")).AbsoluteUri, new Uri(repository).AbsoluteUri));
        });

        Assert.Equal([AutomaticWorkspace.Of(repository).Name], Names());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_client_without_a_repository_among_its_roots_is_in_the_default_workspace()
    {
        await RememberAsync(Settings(), _ => ValueTask.FromResult(Roots(new Uri(_git.Folder("plain")).AbsoluteUri)));

        Assert.Equal(["default"], Names());
    }

    [Fact]
    public async Task A_client_that_fails_to_tell_or_cannot_is_in_the_default_workspace()
    {
        await RememberAsync(Settings(), _ => throw new McpException("not now"));
        await RememberAsync(Settings(), roots: null);

        Assert.Equal(["default"], Names());
    }

    [Fact]
    public async Task Nobody_is_asked_where_the_current_folder_or_a_name_says_it()
    {
        var here = AutomaticWorkspace.Of(_git.Repository("here"));

        await RememberAsync(Settings() with { Automatic = here }, _ => throw new InvalidOperationException("asked for nothing"));
        await RememberAsync(Settings() with { Workspace = "named" }, _ => throw new InvalidOperationException("asked for nothing"));

        Assert.Equal([here.Name, "named"], Names());
    }

    private IEnumerable<string> Names() => _mcp.Store.Workspaces().Select(workspace => workspace.Name).Order(StringComparer.Ordinal);

    private StdioSettings Settings() => new(_mcp.DataFolder, null, ToolProfiles.Default, null, null);

    private static ListRootsResult Roots(params string[] uris) => new() { Roots = [.. uris.Select(uri => new Root { Uri = uri })] };

    /// <summary>A whole session in which a client remembers twice.</summary>
    private async Task RememberAsync(StdioSettings settings, Func<ListRootsRequestParams?, ValueTask<ListRootsResult>>? roots)
    {
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var stop = new CancellationTokenSource();
        using var session = new StdioSession(settings, _mcp.Profiles, _mcp.Limits, () => _mcp.Open(), TextWriter.Null, TimeProvider.System);
        var ended = session.RunAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream(), stop.Token);
        var options = new McpClientOptions { ProtocolVersion = "2025-11-25" };
        if (roots is not null) { options.Handlers = new McpClientHandlers { RootsHandler = (request, _) => roots(request) }; }
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), options, cancellationToken: McpHarness.Token))
        {
            foreach (var text in (string[])["one", "two"])
            {
                var reply = await client.CallToolAsync("remember", new Dictionary<string, object?> { ["text"] = text, ["about"] = "x" }, cancellationToken: McpHarness.Token);
                Assert.NotEqual(true, reply.IsError);
            }
        }

        await stop.CancelAsync();
        await ended;
    }
}
