using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GraphMemory.Server.Http;

/// <summary>
/// MCP sends everything as POST, so the message itself tells reads from writes: only a call of a tool that is known to read, or a method
/// other than <c>tools/call</c>, is a read. What cannot be understood counts as a write.
/// </summary>
internal static class McpReadCheck
{
    /// <param name="isReadTool">Whether the tool of this name never changes the memory.</param>
    public static ReadCheck For(Func<string, bool> isReadTool) => new(request => IsReadAsync(request, isReadTool));

    public static bool IsRead(JsonElement message, Func<string, bool> isReadTool) => message.ValueKind switch
    {
        JsonValueKind.Array => message.EnumerateArray().All(part => IsRead(part, isReadTool)),
        JsonValueKind.Object => !IsCall(message) || (ToolName(message) is { } tool && isReadTool(tool)),
        _ => false,
    };

    private static async ValueTask<bool> IsReadAsync(HttpRequest request, Func<string, bool> isReadTool)
    {
        request.EnableBuffering();
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return IsRead(document.RootElement, isReadTool);
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    // A property given twice, or in another case, may be read either way further in: every one of them counts.
    private static bool IsCall(JsonElement message) =>
        message.EnumerateObject().Any(property => Is(property, "method") && !IsOtherMethod(property.Value));

    private static bool IsOtherMethod(JsonElement method) => method.ValueKind == JsonValueKind.String && !method.ValueEquals("tools/call");

    private static bool Is(JsonProperty property, string name) => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string? ToolName(JsonElement message)
    {
        var parameters = message.EnumerateObject().Where(property => Is(property, "params")).ToList();
        if (parameters is not [{ Value.ValueKind: JsonValueKind.Object }]) { return null; }
        var names = parameters[0].Value.EnumerateObject().Where(property => Is(property, "name")).ToList();
        return names is [{ Value.ValueKind: JsonValueKind.String }] ? names[0].Value.GetString() : null;
    }
}
