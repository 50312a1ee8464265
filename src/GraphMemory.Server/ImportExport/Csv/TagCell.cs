using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Server.ImportExport.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>Tags in one cell: <c>a;b</c>, or a JSON array when a tag would not survive that.</summary>
internal static class TagCell
{
    public static string? Of(ImmutableArray<string> tags)
    {
        if (tags.IsEmpty) { return null; }
        var plain = string.Join(';', tags);
        return plain[0] != '[' && TagText.Split(plain).SequenceEqual(tags) ? plain : JsonCell.Array(tags);
    }

    public static ImmutableArray<string> Parse(string? cell)
    {
        if (cell is null) { return []; }
        if (cell[..Math.Min(1, cell.Length)] != "[") { return TagText.Split(cell); }
        try
        {
            using var document = JsonDocument.Parse(cell);
            return TagText.Of(document.RootElement.EnumerateArray().Select(JsonFields.TextOf));
        }
        catch (JsonException)
        {
            return TagText.Split(cell);
        }
    }
}
