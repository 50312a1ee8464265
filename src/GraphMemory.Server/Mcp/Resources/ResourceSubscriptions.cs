using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp.Resources;

/// <summary>Who is told of which changes, in the manner of both protocol generations.</summary>
internal sealed class ResourceSubscriptions(McpConnection connection) : IDisposable
{
    /// <summary>Addresses that one session or one listening request may watch.</summary>
    private const int UrisMax = 1_000;

    private readonly ConcurrentDictionary<string, IDisposable> _ofSession = new(StringComparer.Ordinal);
    private IDisposable? _listWatcher;
    private int _listWatched;

    /// <summary>2025 and before: a subscription lasts as long as the session.</summary>
    public async ValueTask<EmptyResult> SubscribeAsync(RequestContext<SubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        var uri = Known(request.Params.Uri, request.Server);
        if (_ofSession.Count >= UrisMax)
        {
            throw new McpProtocolException($"A session watches at most {UrisMax} resources.", McpErrorCode.InvalidParams);
        }

        var watcher = await WatchAsync(request.Server, [uri], isListWatched: false, null, cancellationToken);
        if (!_ofSession.TryAdd(uri, watcher)) { watcher.Dispose(); }
        return new EmptyResult();
    }

    public ValueTask<EmptyResult> UnsubscribeAsync(RequestContext<UnsubscribeRequestParams> request, CancellationToken cancellationToken)
    {
        if (_ofSession.TryRemove(Known(request.Params.Uri, request.Server), out var watcher)) { watcher.Dispose(); }
        return ValueTask.FromResult(new EmptyResult());
    }

    /// <summary>2025 and before: who has read the list once is told when it changes.</summary>
    public async ValueTask WatchListAsync(McpServer server, CancellationToken cancellationToken)
    {
        if (McpRevision.IsStateless(server) || Interlocked.Exchange(ref _listWatched, 1) == 1) { return; }
        _listWatcher = await WatchAsync(server, [], isListWatched: true, null, cancellationToken);
    }

    /// <summary>The session is over.</summary>
    public void Dispose()
    {
        _listWatcher?.Dispose();
        foreach (var watcher in _ofSession.Values) { watcher.Dispose(); }
    }

    /// <summary>2026-07-28: a request that stays open; acknowledged first, then one notice for each change, until the client goes.</summary>
    public async ValueTask<EmptyResult> ListenAsync(RequestContext<SubscriptionsListenRequestParams> request, CancellationToken cancellationToken)
    {
        var (id, wanted) = (SubscriptionId(request.JsonRpcRequest.Id), request.Params?.Notifications);
        ImmutableArray<string> uris = [.. (wanted?.ResourceSubscriptions ?? []).Where(uri => ResourceUri.Parse(uri) is not null).Distinct().Take(UrisMax)];
        var isListWanted = wanted?.ResourcesListChanged == true;
        var seenSeq = await connection.Watch.HeadAsync(connection.Workspace, cancellationToken);
        await AcknowledgeAsync(request.Server, id, uris, isListWanted, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(ended.SetResult);
        using var watcher = uris.Length > 0 || isListWanted ? Watch(request.Server, seenSeq, uris, isListWanted, id) : null;
        await ended.Task;
        return new EmptyResult();
    }

    private async Task<IDisposable> WatchAsync(
        McpServer server, ImmutableArray<string> uris, bool isListWatched, JsonNode? id, CancellationToken cancellationToken) =>
        Watch(server, await connection.Watch.HeadAsync(connection.Workspace, cancellationToken), uris, isListWatched, id);

    private IDisposable Watch(McpServer server, long seenSeq, ImmutableArray<string> uris, bool isListWatched, JsonNode? id)
    {
        var notices = new ResourceNotices(connection, server, uris, isListWatched, id, seenSeq);
        return connection.Watch.Subscribe(connection.Workspace, seenSeq, notices.SendAsync);
    }

    private static string Known(string uri, McpServer server) => ResourceUri.Parse(uri) is null ? throw MemoryResources.Unknown(uri, server) : uri;

    private static Task AcknowledgeAsync(McpServer server, JsonNode? id, ImmutableArray<string> uris, bool isListWanted, CancellationToken cancellationToken)
    {
        var granted = new JsonObject();
        if (uris.Length > 0) { granted["resourceSubscriptions"] = new JsonArray([.. uris.Select(uri => JsonValue.Create(uri))]); }
        if (isListWanted) { granted["resourcesListChanged"] = true; }
        return ResourceNotices.SendAsync(
            server, NotificationMethods.SubscriptionsAcknowledgedNotification, new JsonObject { ["notifications"] = granted }, id, cancellationToken);
    }

    private static JsonValue? SubscriptionId(RequestId id) => id.Id switch
    {
        long number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => null,
    };
}
