using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp;

/// <summary>The requests of a client that wait for their answers. Thread-safe.</summary>
internal sealed class OpenRequests
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isLast;

    /// <summary>Takes note of what came in. A subscription that stays open is not waited for, nor is what the client has cancelled.</summary>
    public void Received(JsonRpcMessage message)
    {
        switch (message)
        {
            case JsonRpcRequest { Method: not RequestMethods.SubscriptionsListen } request:
                lock (_gate) { _ids.Add(request.Id.ToString()); }
                break;
            case JsonRpcNotification { Method: NotificationMethods.CancelledNotification, Params: { } parameters }:
                End(parameters["requestId"]?.ToString());
                break;
            default:
                break;
        }
    }

    public void Sent(JsonRpcMessage message)
    {
        if (message is JsonRpcResponse or JsonRpcError) { End(((JsonRpcMessageWithId)message).Id.ToString()); }
    }

    /// <summary>No request will come any more. Completes when the last one is answered.</summary>
    public Task LastAnsweredAsync()
    {
        lock (_gate)
        {
            _isLast = true;
            if (_ids.Count == 0) { _answered.TrySetResult(); }
        }

        return _answered.Task;
    }

    private void End(string? id)
    {
        lock (_gate)
        {
            if (id is not null && _ids.Remove(id) && _isLast && _ids.Count == 0) { _answered.TrySetResult(); }
        }
    }
}
