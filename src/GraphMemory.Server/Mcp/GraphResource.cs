using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>The knowledge graph as an MCP resource: listed, read, and watched in the manner of both protocol generations.</summary>
internal sealed class GraphResource(McpConnection connection)
{
    public const string Uri = "memory://knowledge-graph";

    private readonly ConcurrentDictionary<string, IDisposable> _subscriptions = new(StringComparer.Ordinal);

    public static ListResourcesResult List() => new()
    {
        Resources =
        [
            new Resource
            {
                Uri = Uri, Name = "knowledge-graph", Title = "Knowledge Graph", MimeType = "application/json",
                Description = "All entities with their observations, and all relations",
            },
        ],
        TimeToLive = TimeSpan.FromHours(1),
        CacheScope = CacheScope.Public,
    };

    public async ValueTask<ReadResourceResult> ReadAsync(RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken)
    {
        Known(request.Params?.Uri);
        using var noArguments = JsonDocument.Parse("{}");
        var reply = await connection.Invoker.InvokeAsync(
            connection.Call("read_graph", noArguments.RootElement.Clone(), request.Server), cancellationToken);
        if (reply.IsError) { throw new McpProtocolException(reply.Text, McpErrorCode.InternalError); }
        return new ReadResourceResult
        {
            Contents = [new TextResourceContents { Uri = Uri, MimeType = "application/json", Text = reply.Text }],
            TimeToLive = TimeSpan.Zero,
            CacheScope = CacheScope.Private,
        };
    }

    /// <summary>2025 and before: a subscription lasts as long as the session.</summary>
    public async ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        Known(request.Params?.Uri);
        var server = request.Server;
        var seenSeq = await connection.Watch.HeadAsync(connection.Workspace, cancellationToken);
        var watcher = connection.Watch.Subscribe(connection.Workspace, seenSeq, token => NotifyAsync(server, null, token));
        if (!_subscriptions.TryAdd(Uri, watcher)) { watcher.Dispose(); }
        return new EmptyResult();
    }

    public ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        if (_subscriptions.TryRemove(Known(request.Params?.Uri), out var watcher)) { watcher.Dispose(); }
        return ValueTask.FromResult(new EmptyResult());
    }

    /// <summary>2026-07-28: a request that stays open; acknowledged first, then one notice for each change, until the client goes.</summary>
    public async ValueTask<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        var id = SubscriptionId(request.JsonRpcRequest.Id);
        var isWanted = request.Params?.Notifications?.ResourceSubscriptions?.Contains(Uri) == true;
        var seenSeq = await connection.Watch.HeadAsync(connection.Workspace, cancellationToken);
        await AcknowledgeAsync(request.Server, id, isWanted, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(ended.SetResult);
        using var watcher = isWanted
            ? connection.Watch.Subscribe(connection.Workspace, seenSeq, token => NotifyAsync(request.Server, id, token))
            : null;
        await ended.Task;
        return new EmptyResult();
    }

    private static string Known(string? uri) => uri == Uri
        ? uri
        : throw new McpProtocolException($"There is no resource \"{uri}\"; {Uri} is the only one.", McpErrorCode.InvalidParams);

    private static Task AcknowledgeAsync(McpServer server, JsonNode? id, bool isWanted, CancellationToken cancellationToken) => SendAsync(
        server,
        NotificationMethods.SubscriptionsAcknowledgedNotification,
        new JsonObject
        {
            ["notifications"] = isWanted ? new JsonObject { ["resourceSubscriptions"] = new JsonArray(JsonValue.Create(Uri)) } : [],
        },
        id,
        cancellationToken);

    private static Task NotifyAsync(McpServer server, JsonNode? id, CancellationToken cancellationToken) =>
        SendAsync(server, NotificationMethods.ResourceUpdatedNotification, new JsonObject { ["uri"] = Uri }, id, cancellationToken);

    private static Task SendAsync(McpServer server, string method, JsonObject parameters, JsonNode? id, CancellationToken cancellationToken)
    {
        if (id is not null) { parameters["_meta"] = new JsonObject { [MetaKeys.SubscriptionId] = id.DeepClone() }; }
        return server.SendMessageAsync(new JsonRpcNotification { Method = method, Params = parameters }, cancellationToken);
    }

    private static JsonValue? SubscriptionId(RequestId id) => id.Id switch
    {
        long number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => null,
    };
}
