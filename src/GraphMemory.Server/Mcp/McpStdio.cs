using ModelContextProtocol.Server;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// One client over a pair of streams, which are stdin and stdout of <c>graphmemory mcp</c>. The protocol is always spoken here, and
/// nothing else goes to <paramref name="output"/>. Ends when the input closes, the parent process dies, or it is asked to stop.
/// </summary>
internal static class McpStdio
{
    /// <summary>A client that does not read its answers must not keep the process alive.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(
        McpConnection connection, McpLimits limits, Stream input, Stream output, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var transport = new StdioTransport(input, output, TimeSpan.FromMilliseconds(limits.LastAnswersMs), time);
        var server = McpServer.Create(transport, connection.ToServerOptions());
        if (connection.Roots is { } roots) { roots.Client = server; }
        Task[] parts =
        [
            server.RunAsync(ending.Token),
            connection.Watch.RunAsync(TimeSpan.FromMilliseconds(limits.WatchIntervalMs), ending.Token),
            ParentProcess.WaitForEndAsync(TimeSpan.FromMilliseconds(limits.ParentLookMs), time, ending.Token),
        ];
        await Task.WhenAny(parts);
        await ending.CancelAsync();
        await Task.WhenAny(StopAsync(parts, server), Task.Delay(StopPatience, time, CancellationToken.None)).Unwrap();
    }

    private static async Task StopAsync(Task[] parts, McpServer server)
    {
        foreach (var part in parts) { await UntilStoppedAsync(part); }
        await server.DisposeAsync();
    }

    private static async Task UntilStoppedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // That is how it is stopped.
        }
    }
}
