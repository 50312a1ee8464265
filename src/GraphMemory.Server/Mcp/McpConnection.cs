using System.Text.Json;
using System.Text.Json.Serialization;
using GraphMemory.Server.Mcp.Elicitation;
using GraphMemory.Server.Mcp.Inside;
using GraphMemory.Server.Mcp.Prompts;
using GraphMemory.Server.Mcp.Resources;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>What one client sees: the tools of its profile on its workspace, the memory as resources, and prompts filled from it.</summary>
/// <param name="Seal">Protects what the client carries between the rounds of a question.</param>
/// <param name="Session">Names the conversation in the provenance of what is written; null when the transport has no sessions.</param>
/// <param name="NextKey">Gives a new idempotency key for each call, so that the invoker may repeat it; null when it never does.</param>
internal sealed record McpConnection(
    ToolProfile Profile, string Workspace, IToolInvoker Invoker, GraphWatch Watch, RequestSeal Seal, TimeProvider Time, string? Session, Func<string>? NextKey)
{
    private static readonly TimeSpan ListLife = TimeSpan.FromHours(1);

    /// <summary>Nobody named the workspace.</summary>
    public bool IsWorkspaceAutomatic { get; init; }

    /// <summary>Asks the client for its roots; null when the workspace is known without.</summary>
    public RootedTools? Roots { get; init; }

    public McpServerOptions ToServerOptions()
    {
        var options = new McpServerOptions();
        Configure(options);
        return options;
    }

    /// <returns>Ends what the session has subscribed to.</returns>
    public IDisposable Configure(McpServerOptions options)
    {
        options.ServerInfo = new Implementation { Name = "graphmemory", Title = "GraphMemory", Version = ProductVersion.Text };
        options.ServerInstructions = Profile.Instructions;
        options.ScopeRequests = false;
        options.Capabilities = new ServerCapabilities
        {
            Tools = new ToolsCapability(),
            Resources = new ResourcesCapability { Subscribe = true, ListChanged = true },
            Prompts = new PromptsCapability(),
            Completions = new CompletionsCapability(),
        };
        options.Filters.Message.IncomingFilters.Add(ParameterFaults.Filter);
        options.Handlers.ListToolsHandler = (request, _) => ValueTask.FromResult(ListTools(request));
        options.Handlers.CallToolHandler = CallToolAsync;
        options.Handlers.ListPromptsHandler = (request, _) => ValueTask.FromResult(MemoryPrompts.List(request));
        options.Handlers.GetPromptHandler = (request, token) => MemoryPrompts.GetAsync(this, request, token);
        options.Handlers.CompleteHandler = (request, token) => Completions.CompleteAsync(this, request, token);
        return AddResources(options.Handlers);
    }

    public ToolCall Call(string tool, JsonElement arguments, McpServer server) => Call(Profile.Name, tool, arguments, server);

    /// <summary>Calls a tool of any profile on behalf of the client.</summary>
    public Task<ToolReply> InvokeAsync(
        string profile, string tool, McpServer server, Action<Utf8JsonWriter> writeArguments, CancellationToken cancellationToken) =>
        Invoker.InvokeAsync(Call(profile, tool, ToolReply.Data(writer => ReferenceShapes.Wrapped(writer, () => writeArguments(writer))), server), cancellationToken);

    /// <summary>Asks the process that holds the store what no tool shows.</summary>
    public Task<ToolReply> AskAsync(string question, McpServer server, Action<Utf8JsonWriter> writeArguments, CancellationToken cancellationToken) =>
        InvokeAsync(InsideTools.ProfileName, question, server, writeArguments, cancellationToken);

    private ToolCall Call(string profile, string tool, JsonElement arguments, McpServer server) =>
        new(profile, tool, Workspace, arguments, server.ClientInfo?.Name, server.SessionId ?? Session, NextKey?.Invoke(), IsWorkspaceAutomatic);

    private ResourceSubscriptions AddResources(McpServerHandlers handlers)
    {
        var (resources, subscriptions) = (new MemoryResources(this), new ResourceSubscriptions(this));
        handlers.ListResourcesHandler = async (request, token) =>
        {
            await subscriptions.WatchListAsync(request.Server, token);
            return await resources.ListAsync(request, token);
        };
        handlers.ListResourceTemplatesHandler = (request, _) => ValueTask.FromResult(MemoryResources.Templates(request));
        handlers.ReadResourceHandler = resources.ReadAsync;
        handlers.SubscribeToResourcesHandler = subscriptions.SubscribeAsync;
        handlers.UnsubscribeFromResourcesHandler = subscriptions.UnsubscribeAsync;
        handlers.SubscriptionsListenHandler = subscriptions.ListenAsync;
        return subscriptions;
    }

    private ListToolsResult ListTools(RequestContext<ListToolsRequestParams> request)
    {
        var (page, next) = PageCursor.Slice(Profile.Tools.Items, request.Params?.Cursor);
        return new ListToolsResult
        {
            Tools = [.. page.Select(tool => tool.Description.ToTool(tool.Name))], NextCursor = next, TimeToLive = ListLife, CacheScope = CacheScope.Public,
        };
    }

    private async ValueTask<CallToolResult> CallToolAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        if (request.Params?.Name is null) { throw new McpProtocolException("params is {\"name\": tool, \"arguments\": {...}}.", McpErrorCode.InvalidParams); }
        var question = ConflictQuestion.Of(this, request);
        var call = question.Keyed(Call(request.Params.Name, ArgumentsOf(request.Params.Arguments), request.Server));
        await using var beat = ProgressBeat.Start(request, Time, cancellationToken);
        var reply = await Invoker.InvokeAsync(call, cancellationToken);
        Watch.Nudge();
        return await question.AnswerAsync(reply, call, cancellationToken);
    }

    private static JsonElement ArgumentsOf(IDictionary<string, JsonElement>? arguments) =>
        JsonSerializer.SerializeToElement(arguments ?? new Dictionary<string, JsonElement>(), ArgumentsJson.Default.IDictionaryStringJsonElement);
}

[JsonSerializable(typeof(IDictionary<string, JsonElement>))]
internal sealed partial class ArgumentsJson : JsonSerializerContext;
