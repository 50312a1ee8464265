using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Tells a client that gave a progress token that its call is still worked on: once a second, the seconds so far. How much is left nobody
/// knows, so no total is given. A call that is quicker says nothing.
/// </summary>
internal sealed class ProgressBeat : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop;
    private readonly Task _beating;

    private ProgressBeat(RequestContext<CallToolRequestParams> request, ProgressToken token, TimeProvider time, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beating = BeatAsync(request.Server, token, request.Params.Name, time, _stop.Token);
    }

    /// <summary>Null when nobody wants to know.</summary>
    public static ProgressBeat? Start(RequestContext<CallToolRequestParams> request, TimeProvider time, CancellationToken cancellationToken) =>
        request.Params.ProgressToken is { } token ? new ProgressBeat(request, token, time, cancellationToken) : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private static async Task BeatAsync(McpServer server, ProgressToken token, string tool, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            for (var seconds = 1; await timer.WaitForNextTickAsync(cancellationToken); seconds++)
            {
                var value = new ProgressNotificationValue { Progress = seconds, Message = $"{tool} is still at work" };
                await server.NotifyProgressAsync(token, value, cancellationToken: cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The call is done, or its client is gone: nobody waits for news.
        }
    }
}
