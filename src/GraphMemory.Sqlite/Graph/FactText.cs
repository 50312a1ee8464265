using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Sqlite.Graph;

/// <summary>Tags and metadata as they lie in a row: tags joined by U+001F, metadata as a JSON object with sorted keys; null when empty.</summary>
internal static class FactText
{
    private const char TagSeparator = '\u001f';

    public static string? OfTags(ImmutableArray<string> tags) => tags.IsDefaultOrEmpty ? null : string.Join(TagSeparator, tags);

    public static ImmutableArray<string> Tags(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty ? [] : [.. Encoding.UTF8.GetString(utf8).Split(TagSeparator)];

    public static string? OfMetadata(ImmutableSortedDictionary<string, string> metadata)
    {
        if (metadata.IsEmpty) { return null; }
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) { json.WriteString(key, value); }
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static ImmutableSortedDictionary<string, string> Metadata(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) { return ImmutableSortedDictionary<string, string>.Empty; }
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(utf8);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName) { continue; }
            var key = json.GetString()!;
            json.Read();
            metadata[key] = json.GetString()!;
        }

        return metadata.ToImmutable();
    }
}
