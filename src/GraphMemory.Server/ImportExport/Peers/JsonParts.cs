using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Peers;

/// <summary>Parts that the JSON of several products shares.</summary>
internal static class JsonParts
{
    public static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyCollection<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values) { writer.WriteStringValue(value); }
        writer.WriteEndArray();
    }
}
