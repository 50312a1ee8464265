using System.IO.Pipelines;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Elicitation;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>The SDK's own client on a whole memory, over a pair of pipes.</summary>
internal sealed class ClientPair : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;
    private readonly GraphWatch _watch;

    private ClientPair(Task serving, GraphWatch watch, CancellationTokenSource stop, McpClient client) => (_serving, _watch, _stop, Client) = (serving, watch, stop, client);

    public McpClient Client { get; }

    public static async Task<ClientPair> ConnectAsync(MemoryTools memory, string version, string profile = ToolProfiles.Default, McpClientHandlers? handlers = null, bool canElicit = false,
        IToolInvoker? invoker = null, TimeProvider? time = null)
    {
        invoker ??= memory.Tools;
        var (toServer, toClient, stop, watch) = (new Pipe(), new Pipe(), new CancellationTokenSource(), new GraphWatch(invoker));
        var connection = new McpConnection(
            ToolProfiles.Create().Items.Single(known => known.Name == profile), Workspace.DefaultName, invoker, watch,
            RequestSeal.For("secret", TimeProvider.System), time ?? TimeProvider.System, "session 1", NextKey: null);
        var serving = McpStdio.RunAsync(connection, new McpLimits { WatchIntervalMs = 20 }, toServer.Reader.AsStream(), toClient.Writer.AsStream(), TimeProvider.System, stop.Token);
        var options = new McpClientOptions { ProtocolVersion = version, Handlers = handlers ?? new() };
        if (canElicit) { options.Capabilities = new ClientCapabilities { Elicitation = new ElicitationCapability { Form = new() } }; }
        var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()), options, cancellationToken: McpHarness.Token);
        return new ClientPair(serving, watch, stop, client);
    }

    public async Task<CallToolResult> CallAsync(string tool, string arguments) => await Client.CallToolAsync(
        tool, McpHarness.Json(arguments).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value), cancellationToken: McpHarness.Token);

    public static string Text(CallToolResult result) => string.Join('\n', result.Content.OfType<TextContentBlock>().Select(block => block.Text));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _stop.CancelAsync();
        await _serving;
        _watch.Dispose();
        _stop.Dispose();
    }
}
