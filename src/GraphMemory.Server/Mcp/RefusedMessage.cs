using System.Buffers;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>The answer to a line that is no message (JSON-RPC 2.0, section 5.1): it names the request where one can be made out.</summary>
internal static class RefusedMessage
{
    private const int ParseError = -32700;
    private const int InvalidRequest = -32600;

    public static byte[] Of(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return Reply(InvalidRequest, "This is JSON, but no JSON-RPC 2.0 message. Send one object a line, with \"jsonrpc\", \"method\" and, for a request, \"id\".", IdOf(document.RootElement));
        }
        catch (JsonException)
        {
            return Reply(ParseError, "This line is not JSON. Send one JSON-RPC 2.0 object a line.", null);
        }
    }

    /// <summary>The answer to a body of which nothing could be made out.</summary>
    public static byte[] Unreadable(string why) => Reply(ParseError, $"The body is not a JSON-RPC 2.0 message. {why}", null);

    private static JsonElement? IdOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? id
            : null;

    private static byte[] Reply(int code, string message, JsonElement? id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WritePropertyName("id"u8);
            if (id is { } known) { known.WriteTo(writer); }
            else { writer.WriteNullValue(); }
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, code);
            writer.WriteString("message"u8, message);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
