using System.Buffers;
using System.Text.Json;
using GraphMemory.Server.Http;
using Microsoft.AspNetCore.Routing;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>
/// The path that plugins of the ancestor call: JSON-RPC 2.0 without a handshake, the ten tools, and the bare object of a tool as the result
/// in place of MCP's content blocks. Batches are answered in order.
/// </summary>
internal static class LegacyToolsEndpoint
{
    public const string Path = "/mcp/tools";

    private const int MessagesMax = 100;

    public static void Map(IEndpointRouteBuilder endpoints, Func<string, bool> isReadTool) =>
        endpoints.MapPost(Path, AnswerAsync).WithMetadata(McpReadCheck.For(isReadTool));

    private static async Task AnswerAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json";
        JsonElement body;
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            body = document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.Body.WriteAsync(RefusedMessage.Unreadable(fault.Message));
            return;
        }

        var answer = await AnswerAsync(body, new LegacyCalls(http), http.RequestAborted);
        if (answer is null) { http.Response.StatusCode = StatusCodes.Status202Accepted; }
        else { await http.Response.Body.WriteAsync(answer, http.RequestAborted); }
    }

    /// <summary>Null when nothing asks for an answer.</summary>
    private static async Task<byte[]?> AnswerAsync(JsonElement body, LegacyCalls calls, CancellationToken cancellationToken)
    {
        if (body.ValueKind != JsonValueKind.Array) { return await calls.AnswerAsync(body, cancellationToken); }
        if (body.GetArrayLength() is 0 or > MessagesMax) { return LegacyCalls.Error(null, LegacyCalls.InvalidRequest, $"A batch holds 1 to {MessagesMax} messages.", null); }
        var answers = new List<byte[]>();
        foreach (var message in body.EnumerateArray())
        {
            if (await calls.AnswerAsync(message, cancellationToken) is { } answer) { answers.Add(answer); }
        }

        return answers.Count == 0 ? null : Joined(answers);
    }

    private static byte[] Joined(List<byte[]> answers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ReferenceJsonEncoder.Compact))
        {
            writer.WriteStartArray();
            foreach (var answer in answers) { writer.WriteRawValue(answer, skipInputValidation: true); }
            writer.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
