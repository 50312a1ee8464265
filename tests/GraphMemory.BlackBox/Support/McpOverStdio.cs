using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

/// <summary>An MCP client on the pipes of <c>graphmemory mcp</c>. Requests may overlap.</summary>
internal sealed class McpOverStdio : IToolCaller
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _reading;
    private int _lastId;

    private McpOverStdio(GraphMemoryProcess process)
    {
        Process = process;
        _reading = ReadAsync();
    }

    public GraphMemoryProcess Process { get; }

    /// <summary>Lines on standard output that were not JSON-RPC: a stdio server must print none.</summary>
    public ConcurrentQueue<string> StrayLines { get; } = new();

    public JsonNode ServerInfo { get; private set; } = new JsonObject();

    public static async Task<McpOverStdio> StartAsync(
        string dataFolder, string[]? arguments = null, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var session = new McpOverStdio(new(["mcp", "--data", dataFolder, .. arguments ?? []], environment, folder));
        try
        {
            session.ServerInfo = (await session.RequestAsync("initialize", McpHandshake.Parameters()))["result"]!;
            await session.SendAsync(new() { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" });
            return session;
        }
        catch (IOException)
        {
            var error = await session.Process.ErrorAsync();
            await session.DisposeAsync();
            throw new IOException($"The server ended during the handshake: {error}");
        }
    }

    public async Task<JsonNode> RequestAsync(string method, JsonNode? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var reply = _waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_reading.IsCompleted) { reply.TrySetException(Ended()); }
        await SendAsync(new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters ?? new JsonObject() });
        return await reply.Task.WaitAsync(GraphMemoryProcess.Patience);
    }

    /// <summary>Closes standard input, which is how a client says goodbye.</summary>
    public async Task<int> CloseAsync()
    {
        Process.Input.Close();
        return await Process.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Process.Dispose();
        await _reading;
        _writing.Dispose();
    }

    private async Task SendAsync(JsonObject message)
    {
        await _writing.WaitAsync();
        try
        {
            await Process.Input.WriteLineAsync(message.ToJsonString());
            await Process.Input.FlushAsync();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await Process.Output.ReadLineAsync() is { } line) { Take(line); }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            StrayLines.Enqueue($"(the pipe broke: {fault.Message})");
        }

        foreach (var waiting in _waiting.Values) { waiting.TrySetException(Ended()); }
    }

    private void Take(string line)
    {
        if (!line.StartsWith('{')) { StrayLines.Enqueue(line); return; }
        var message = JsonNode.Parse(line)!;
        if (message["method"] is null && message["id"] is { } id && _waiting.TryRemove(id.GetValue<int>(), out var waiting)) { waiting.TrySetResult(message); }
    }

    private static IOException Ended() => new("The server process has ended.");
}
