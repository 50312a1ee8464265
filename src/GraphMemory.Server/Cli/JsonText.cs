using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GraphMemory.Server.Cli;

/// <summary>JSON for a terminal or a script: indented, and every script of the world readable as it is.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, System.Text.Json.Nodes.JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout)) { node.WriteTo(writer); }
        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    public static void Write<T>(TextWriter output, T shape, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Layout)) { JsonSerializer.Serialize(writer, shape, type); }
        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
