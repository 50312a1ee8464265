using System.Text.Json.Nodes;
using GraphMemory.Server.Mcp;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>Subscribes to the graph in the way of the client's protocol generation, and waits for the first notice.</summary>
internal sealed class GraphNotices : IAsyncDisposable
{
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<JsonNode?> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IAsyncDisposable> _handlers = [];
    private Task _listening = Task.CompletedTask;

    public Task<JsonNode?> First => _told.Task.WaitAsync(McpHarness.Token);

    public static async Task<GraphNotices> OfAsync(McpClient client)
    {
        var notices = new GraphNotices();
        notices._handlers.Add(client.RegisterNotificationHandler(NotificationMethods.ResourceUpdatedNotification, (notice, _) =>
        {
            notices._told.TrySetResult(notice.Params);
            return ValueTask.CompletedTask;
        }));
        if (client.NegotiatedProtocolVersion == "2026-07-28") { await notices.ListenAsync(client); }
        else { await client.SubscribeToResourceAsync(McpHarness.GraphUri, cancellationToken: McpHarness.Token); }
        return notices;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try { await _listening; }
        catch (OperationCanceledException) { /* That is how a client stops to listen. */ }
        foreach (var handler in _handlers) { await handler.DisposeAsync(); }
        _stop.Dispose();
    }

    private async Task ListenAsync(McpClient client)
    {
        _handlers.Add(client.RegisterNotificationHandler(NotificationMethods.SubscriptionsAcknowledgedNotification, (_, _) =>
        {
            _acknowledged.TrySetResult();
            return ValueTask.CompletedTask;
        }));
        _listening = client.SendRequestAsync(
            new JsonRpcRequest
            {
                Method = RequestMethods.SubscriptionsListen,
                Params = new JsonObject { ["notifications"] = new JsonObject { ["resourceSubscriptions"] = new JsonArray(McpHarness.GraphUri) } },
            },
            _stop.Token);
        await _acknowledged.Task.WaitAsync(McpHarness.Token);
    }
}
