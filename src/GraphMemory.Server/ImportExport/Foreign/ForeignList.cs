using System.Text.Json;
using GraphMemory.Server.ImportExport.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Lists and maps inside a text column, in whatever notation the other program chose: JSON, Python's, Kuzu's, or commas.</summary>
internal static class ForeignList
{
    public static IReadOnlyList<string> Items(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty) { return []; }
        if (start[0] is '[' or '(' or '{' && Parsed(text) is { } document)
        {
            using (document)
            {
                if (document.RootElement.ValueKind == JsonValueKind.Array)
                {
                    return [.. document.RootElement.EnumerateArray().Select(JsonFields.TextOf).Where(item => item.Length > 0)];
                }
            }
        }

        return start[0] == '[' ? KuzuValue.List(text) : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Null when the text is no map.</summary>
    public static IReadOnlyList<(string Key, string Value)>? Pairs(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{")) { return null; }
        if (Parsed(text) is { } document)
        {
            using (document)
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object) { return null; }
                return [.. new JsonFields(document.RootElement).Rest.Select(field => (field.Key, JsonFields.TextOf(field.Value)))];
            }
        }

        return KuzuValue.Pairs(text) is { IsEmpty: false } pairs ? [.. pairs] : null;
    }

    /// <summary>As JSON, or as what Python prints; null when it is neither.</summary>
    public static JsonDocument? Parsed(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return PythonLiteral.TryToJson(text, out var json) ? JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 200 }) : null;
        }
    }
}
