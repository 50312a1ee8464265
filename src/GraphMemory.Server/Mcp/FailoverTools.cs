using GraphMemory.Engine.Graph;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Sends calls to the running server while there is one, else to the store in this process. When the server dies during a call, the call
/// is repeated here under the same idempotency key: if the server had done it, the kept reply comes back, so it is done exactly once.
/// </summary>
internal sealed class FailoverTools(IToolInvoker? server, Func<IToolInvoker> openLocal, TextWriter errors) : IToolInvoker, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile IToolInvoker? _server = server;
    private volatile IToolInvoker? _local;

    public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await OnEitherAsync(tools => tools.InvokeAsync(call, cancellationToken), cancellationToken);
        }
        catch (StoreFaultException fault)
        {
            return ToolReply.Failure(fault.Problem);
        }
    }

    public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) =>
        OnEitherAsync(tools => tools.HeadAsync(workspace, cancellationToken), cancellationToken);

    /// <summary>Opens the store before the first call needs it, unless a server does the work. What goes wrong here, the first call tells.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_server is not null) { return; }
        try { await LocalAsync(cancellationToken); }
        catch (StoreFaultException) { /* A call opens it again, and answers with the problem if there still is one. */ }
    }

    public void Dispose() => _opening.Dispose();

    private async Task<T> OnEitherAsync<T>(Func<IToolInvoker, Task<T>> work, CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            try
            {
                return await work(server);
            }
            catch (Exception exception) when (IsServerGone(exception, cancellationToken))
            {
                if (Interlocked.Exchange(ref _server, null) is not null)
                {
                    errors.WriteLine($"graphmemory: the running server does not answer ({exception.Message}); going on without it");
                }
            }
        }

        return await work(await LocalAsync(cancellationToken));
    }

    private async Task<IToolInvoker> LocalAsync(CancellationToken cancellationToken)
    {
        if (_local is { } open) { return open; }
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return _local ??= openLocal();
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>A time-out of the HTTP client looks like a cancellation that nobody asked for.</summary>
    private static bool IsServerGone(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}
