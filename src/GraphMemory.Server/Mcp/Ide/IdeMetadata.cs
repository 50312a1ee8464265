using System.Collections.Immutable;
using System.Text.Json;

namespace GraphMemory.Server.Mcp.Ide;

/// <summary>Metadata of a memory are any JSON values; those of a fact are texts. A text that is not plain keeps its JSON behind a mark.</summary>
internal static class IdeMetadata
{
    private const string Mark = "json:";

    public static ImmutableSortedDictionary<string, string> Stored(JsonElement metadata) => metadata.ValueKind != JsonValueKind.Object
        ? ImmutableSortedDictionary<string, string>.Empty
        : metadata.EnumerateObject().DistinctBy(property => property.Name).ToImmutableSortedDictionary(property => property.Name, property => Text(property.Value), StringComparer.Ordinal);

    public static void Write(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> metadata)
    {
        writer.WriteStartObject(name);
        foreach (var (key, text) in metadata)
        {
            writer.WritePropertyName(key);
            if (text.StartsWith(Mark, StringComparison.Ordinal)) { writer.WriteRawValue(text.AsSpan(Mark.Length)); }
            else { writer.WriteStringValue(text); }
        }

        writer.WriteEndObject();
    }

    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && !value.GetString()!.StartsWith(Mark, StringComparison.Ordinal) ? value.GetString()! : Mark + value.GetRawText();
}
