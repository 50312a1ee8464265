using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Plugins.Processes;

namespace GraphMemory.Server.Plugins.Pages;

/// <summary>
/// The process of the page importer: a server of the Model Context Protocol over standard input and output with one tool, which turns a page
/// into what it says. It reads files of unknown origin, and so it is a process.
/// </summary>
internal static class PageImporter
{
    public const string Name = "page-importer";

    public const string Description = "Reads Markdown and HTML pages: title, text, tags and links, with their source";

    private const int PageBytesMax = 64 << 20;

    private const int MethodNotFound = -32601, InvalidParameters = -32602;

    public static async Task RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        using var lines = new JsonLines(input, output, PageBytesMax);
        while (await lines.ReadAsync(cancellationToken) is { } message)
        {
            if (!message.TryGetProperty("id", out var id) || !message.TryGetProperty("method", out var method)) { continue; }
            var parameters = message.TryGetProperty("params", out var given) ? given : default;
            await lines.WriteAsync(writer => Answer(writer, id, method.GetString(), parameters), cancellationToken);
        }
    }

    private static void Answer(Utf8JsonWriter writer, JsonElement id, string? method, JsonElement parameters)
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        switch (method)
        {
            case "initialize":
                writer.WritePropertyName("result");
                writer.WriteRawValue($$$"""{"protocolVersion":"{{{PluginConnection.Revision}}}","capabilities":{"tools":{}},"serverInfo":{"name":"{{{Name}}}","version":"{{{ProductVersion.Text}}}"}}""");
                break;
            case "ping":
                writer.WritePropertyName("result");
                PluginConnection.Empty(writer);
                break;
            case "tools/list":
                writer.WritePropertyName("result");
                writer.WriteRawValue($$$"""{"tools":[{"name":"{{{PluginHooks.ImportDocument.Name}}}","description":"{{{Description}}}","inputSchema":{"type":"object","properties":{"document":{"type":"object"}},"required":["document"]}}]}""");
                break;
            case "tools/call":
                Call(writer, parameters);
                break;
            default:
                Error(writer, MethodNotFound, "There is no such method.");
                break;
        }

        writer.WriteEndObject();
    }

    private static void Call(Utf8JsonWriter writer, JsonElement parameters)
    {
        HookCallShape? call;
        try
        {
            call = parameters.GetProperty("arguments").Deserialize(HookJson.Default.HookCallShape);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Error(writer, InvalidParameters, fault.Message);
            return;
        }

        if (call?.Document is not { } document)
        {
            Error(writer, InvalidParameters, "The document is missing.");
            return;
        }

        var answer = new HookAnswerShape(Items: [.. PageItems.Of(Page.Read(document.Name, PageText.Of(document.Blob)))]);
        writer.WriteStartObject("result");
        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WriteString("text", $"{answer.Items!.Length} items");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WritePropertyName("structuredContent");
        JsonSerializer.Serialize(writer, answer, HookJson.Default.HookAnswerShape);
        writer.WriteEndObject();
    }

    private static void Error(Utf8JsonWriter writer, int code, string text)
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", text);
        writer.WriteEndObject();
    }
}

/// <summary>The text of a file: by its byte order mark, else UTF-8, else Latin-1, in which any bytes are a text.</summary>
internal static class PageText
{
    public static string Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes),
    };
}
