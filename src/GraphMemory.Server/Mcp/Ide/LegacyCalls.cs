using System.Buffers;
using System.Text.Json;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>Answers the messages of one request to <see cref="LegacyToolsEndpoint"/>.</summary>
internal sealed class LegacyCalls(HttpContext http)
{
    public const int InvalidRequest = -32600;
    private const int MethodNotFound = -32601;
    private const int InvalidParams = -32602;
    private const int ToolFailed = -32000;

    private const string ClientName = "graphmemory-ide";

    /// <summary>Null for a notification, which nobody waits for.</summary>
    public async Task<byte[]?> AnswerAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (message.ValueKind != JsonValueKind.Object) { return Error(null, InvalidRequest, "A message is an object.", null); }
        JsonElement? id = message.TryGetProperty("id", out var given) ? given : null;
        if (id is { ValueKind: not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null) }) { return Error(null, InvalidRequest, "id is a text or a number.", null); }
        if (!message.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String) { return Error(id, InvalidRequest, "method is missing.", null); }
        var answer = method.GetString() switch
        {
            "tools/list" => Answer(id, WriteTools),
            "tools/call" => await CallAsync(id, message, cancellationToken),
            var other => Error(id, MethodNotFound, $"There is no method \"{other}\" here; tools/list and tools/call are. MCP itself is spoken at {McpHttp.Path}.", null),
        };
        return id is null ? null : answer;
    }

    public static byte[] Error(JsonElement? id, int code, string text, string? problemCode) => Message(id, writer =>
    {
        writer.WriteStartObject("error"u8);
        writer.WriteNumber("code"u8, code);
        writer.WriteString("message"u8, text);
        if (problemCode is not null)
        {
            writer.WriteStartObject("data"u8);
            writer.WriteString("code"u8, problemCode);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    private async Task<byte[]> CallAsync(JsonElement? id, JsonElement message, CancellationToken cancellationToken)
    {
        if (!message.TryGetProperty("params", out var parameters) || parameters.ValueKind != JsonValueKind.Object
            || !parameters.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return Error(id, InvalidParams, "params is {\"name\": tool, \"arguments\": {...}}.", null);
        }

        var arguments = parameters.TryGetProperty("arguments", out var given) ? given : default;
        if (arguments.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) { arguments = ToolReply.Data(writer => ReferenceShapes.Wrapped(writer, () => { })); }
        var call = McpHttp.CallOf(http, ToolProfiles.Ide, name.GetString()!, arguments, ClientName);
        var reply = await http.RequestServices.GetRequiredService<ToolHost>().InvokeAsync(call, cancellationToken);
        http.RequestServices.GetRequiredService<GraphWatch>().Nudge();
        if (reply.IsError)
        {
            var isOfCaller = reply.Code == McpProblems.BadArguments.Name || reply.Code == McpProblems.UnknownTool.Name;
            return Error(id, isOfCaller ? InvalidParams : ToolFailed, reply.Text, reply.Code);
        }

        return Answer(id, reply.Structured!.Value.WriteTo);
    }

    private static void WriteTools(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tools"u8);
        foreach (var tool in IdeTools.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, tool.Name);
            writer.WriteString("description"u8, tool.Description.Text);
            writer.WritePropertyName("inputSchema"u8);
            writer.WriteRawValue(tool.Description.InputSchema);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Answer(JsonElement? id, Action<Utf8JsonWriter> writeResult) => Message(id, writer =>
    {
        writer.WritePropertyName("result"u8);
        writeResult(writer);
    });

    private static byte[] Message(JsonElement? id, Action<Utf8JsonWriter> writeOutcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ReferenceJsonEncoder.Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WritePropertyName("id"u8);
            if (id is { } known) { known.WriteTo(writer); } else { writer.WriteNullValue(); }
            writeOutcome(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
