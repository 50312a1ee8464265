using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>What one client sees: the tools of its profile on its workspace, and the graph as a resource.</summary>
/// <param name="Session">Names the conversation in the provenance of what is written; null when the transport has no sessions.</param>
/// <param name="NextKey">Gives a new idempotency key for each call, so that the invoker may repeat it; null when it never does.</param>
internal sealed record McpConnection(
    ToolProfile Profile, string Workspace, IToolInvoker Invoker, GraphWatch Watch, string? Session, Func<string>? NextKey)
{
    /// <summary>Nobody named the workspace.</summary>
    public bool IsWorkspaceAutomatic { get; init; }

    public McpServerOptions ToServerOptions()
    {
        var options = new McpServerOptions();
        Configure(options);
        return options;
    }

    public void Configure(McpServerOptions options)
    {
        var resource = new GraphResource(this);
        options.ServerInfo = new Implementation { Name = "graphmemory", Title = "GraphMemory", Version = ProductVersion.Text };
        options.ServerInstructions = Profile.Instructions;
        options.ScopeRequests = false;
        options.Capabilities = new ServerCapabilities
        {
            Tools = new ToolsCapability(),
            Resources = new ResourcesCapability { Subscribe = true },
        };
        options.Filters.Message.IncomingFilters.Add(ParameterFaults.Filter);
        options.Handlers.ListToolsHandler = (_, _) => ValueTask.FromResult(ListTools());
        options.Handlers.CallToolHandler = CallToolAsync;
        options.Handlers.ListResourcesHandler = (_, _) => ValueTask.FromResult(GraphResource.List());
        options.Handlers.ReadResourceHandler = resource.ReadAsync;
        options.Handlers.SubscribeToResourcesHandler = resource.SubscribeAsync;
        options.Handlers.UnsubscribeFromResourcesHandler = resource.UnsubscribeAsync;
        options.Handlers.SubscriptionsListenHandler = resource.ListenAsync;
    }

    public ToolCall Call(string tool, JsonElement arguments, McpServer server) =>
        new(Profile.Name, tool, Workspace, arguments, server.ClientInfo?.Name, server.SessionId ?? Session, NextKey?.Invoke(), IsWorkspaceAutomatic);

    private ListToolsResult ListTools() => new()
    {
        Tools = [.. Profile.Tools.Items.Select(tool => tool.Description.ToTool(tool.Name))],
        TimeToLive = TimeSpan.FromHours(1),
        CacheScope = CacheScope.Public,
    };

    private async ValueTask<CallToolResult> CallToolAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var call = Call(request.Params!.Name, ArgumentsOf(request.Params.Arguments), request.Server);
        var reply = await Invoker.InvokeAsync(call, cancellationToken);
        Watch.Nudge();
        return reply.ToResult();
    }

    private static JsonElement ArgumentsOf(IDictionary<string, JsonElement>? arguments) =>
        JsonSerializer.SerializeToElement(arguments ?? new Dictionary<string, JsonElement>(), ArgumentsJson.Default.IDictionaryStringJsonElement);
}

[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class ArgumentsJson : JsonSerializerContext;
