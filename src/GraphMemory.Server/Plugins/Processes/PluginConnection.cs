using System.Collections.Concurrent;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>A request of the plugin's own: the method and its parameters to a result, or the problem.</summary>
internal delegate Task<Result<Action<Utf8JsonWriter>>> PluginRequest(string method, JsonElement parameters, CancellationToken cancellationToken);

/// <summary>
/// The host's end of the Model Context Protocol with a plugin: we are the client, the plugin is the server whose tools are named like the
/// hooks. Its own requests come the other way on the same pipe and are answered one at a time, so that it cannot ask faster than we answer.
/// </summary>
internal sealed class PluginConnection(JsonLines lines, PluginRequest requests, TimeProvider time)
{
    public const string Revision = "2025-11-25";

    private const int MethodNotFound = -32601, Refused = -32000;

    private readonly ConcurrentDictionary<long, TaskCompletionSource<Result<JsonElement>>> _open = [];
    private readonly TokenBucket _unasked = new(ProcessLimits.UnaskedMax, ProcessLimits.UnaskedPerSecond, time);
    private long _lastId;
    private volatile string? _end;

    /// <summary>Reads until the plugin ends, or says something that it must not. Gives the reason in the latter case.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        string? fault = null;
        try
        {
            while (fault is null && await lines.ReadAsync(cancellationToken) is { } message) { fault = await TakeAsync(message, cancellationToken); }
        }
        catch (Exception thrown) when (thrown is InvalidDataException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            fault = thrown is InvalidDataException ? thrown.Message : null;
        }

        return fault;
    }

    /// <summary>Nobody will answer any more.</summary>
    public void End(string why)
    {
        _end = why;
        foreach (var id in _open.Keys)
        {
            if (_open.TryRemove(id, out var waiting)) { waiting.TrySetResult(PluginProblems.Failed.With(why)); }
        }
    }

    public async Task<Result<JsonElement>> AskAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<Result<JsonElement>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open[id] = answer;
        if (_end is { } why) { End(why); }
        try
        {
            await lines.WriteAsync(writer => Request(writer, method, parameters, id), cancellationToken);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        catch (Exception thrown) when (thrown is IOException or ObjectDisposedException)
        {
            return _end is null ? PluginProblems.Failed.With("its process does not listen") : await answer.Task;
        }
        finally
        {
            _open.TryRemove(id, out _);
        }
    }

    public Task TellAsync(string method, Action<Utf8JsonWriter> parameters, CancellationToken cancellationToken) =>
        lines.WriteAsync(writer => Request(writer, method, parameters, id: null), cancellationToken);

    /// <summary>The reason why the plugin must be ended; null when the message was in order.</summary>
    private async Task<string?> TakeAsync(JsonElement message, CancellationToken cancellationToken)
    {
        var method = message.TryGetProperty("method", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var hasId = message.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String;
        if (method is not null && hasId) { return await AnswerAsync(method, message, id, cancellationToken) ? null : Flood(); }
        if (method is null && hasId && id.TryGetInt64Safely() is { } number && _open.TryRemove(number, out var waiting))
        {
            waiting.TrySetResult(ResultOf(message));
            return null;
        }

        return Flood();
    }

    private string? Flood() => _unasked.TryTake(1) ? null : "it flooded its standard output with what nobody asked for";

    /// <summary>False when the request was refused: those count, as a plugin could do nothing else.</summary>
    private async Task<bool> AnswerAsync(string method, JsonElement message, JsonElement id, CancellationToken cancellationToken)
    {
        var parameters = message.TryGetProperty("params", out var given) ? given : default;
        var result = method == "ping" ? (Result<Action<Utf8JsonWriter>>)(Action<Utf8JsonWriter>)Empty : await requests(method, parameters, cancellationToken);
        await lines.WriteAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WritePropertyName("id");
            id.WriteTo(writer);
            if (result.IsSuccess)
            {
                writer.WritePropertyName("result");
                result.Value(writer);
            }
            else { Error(writer, result.Problem); }

            writer.WriteEndObject();
        }, cancellationToken);
        return result.IsSuccess;
    }

    private static Result<JsonElement> ResultOf(JsonElement message)
    {
        if (message.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object) { return result; }
        return PluginProblems.Refused.With(
            message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String
                ? $"it answered: {text.GetString()}"
                : "its answer holds neither a result nor an error");
    }

    private static void Request(Utf8JsonWriter writer, string method, Action<Utf8JsonWriter> parameters, long? id)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        if (id is { } number) { writer.WriteNumber("id", number); }
        writer.WriteString("method", method);
        writer.WritePropertyName("params");
        parameters(writer);
        writer.WriteEndObject();
    }

    private static void Error(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", problem.Code == McpProblems.UnknownTool ? MethodNotFound : Refused);
        writer.WriteString("message", $"{problem.Code.Name}: {problem.Detail}");
        writer.WriteEndObject();
    }

    public static void Empty(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}

internal static class JsonNumbers
{
    /// <summary>Null when it is no whole number.</summary>
    public static long? TryGetInt64Safely(this JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) ? number : null;
}
