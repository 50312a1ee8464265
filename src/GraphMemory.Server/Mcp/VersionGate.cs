using System.Buffers;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Refuses a revision of the protocol that is not known (2026-07-28, UnsupportedProtocolVersionError) and names the one that a request can
/// ask for by itself, as <c>server/discover</c> does; earlier ones begin with <c>initialize</c>. The SDK would list them all.
/// </summary>
internal static class VersionGate
{
    private const string Header = "MCP-Protocol-Version";

    private const int UnsupportedProtocolVersion = -32022;

    private static readonly string[] Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", McpRevision.FirstStateless];

    public static TBuilder WithUnknownRevisionsRefused<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is { } inner) { endpoint.RequestDelegate = http => PassAsync(http, inner); }
        });
        return endpoints;
    }

    private static async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        var asked = http.Request.Headers[Header].ToString();
        if (asked.Length == 0 || Known.Contains(asked.Trim(), StringComparer.Ordinal))
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Refusal(asked, await IdAsync(http)), http.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Refusal(string asked, JsonElement? id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WritePropertyName("id"u8);
            if (id is { } known) { known.WriteTo(writer); } else { writer.WriteNullValue(); }
            writer.WriteStartObject("error"u8);
            writer.WriteNumber("code"u8, UnsupportedProtocolVersion);
            writer.WriteString("message"u8, "This revision of the protocol is not supported.");
            writer.WriteStartObject("data"u8);
            writer.WriteStartArray("supported"u8);
            writer.WriteStringValue(McpRevision.FirstStateless);
            writer.WriteEndArray();
            writer.WriteString("requested"u8, asked);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static async Task<JsonElement?> IdAsync(HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            var message = document.RootElement;
            return message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number
                ? id.Clone()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
