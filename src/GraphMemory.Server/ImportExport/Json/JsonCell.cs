using System.Text;
using System.Text.Json;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>Small pieces of JSON as text, for formats that have no structure of their own.</summary>
internal static class JsonCell
{
    public static string Array(IEnumerable<string> values) => Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var value in values) { writer.WriteStringValue(value); }
        writer.WriteEndArray();
    });

    public static string Object(IEnumerable<KeyValuePair<string, string>> values) => Text(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in values) { writer.WriteString(name, value); }
        writer.WriteEndObject();
    });

    public static string String(string value) => Text(writer => writer.WriteStringValue(value));

    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, ReferenceJsonEncoder.Compact)) { write(writer); }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
