using System.Text.Json;
using GraphMemory.Server.ImportExport.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>The objects of a JSON file as rows, whether they stand in a list, in named lists of one object, or one after the other.</summary>
internal static class JsonForeignRows
{
    public static IEnumerable<ForeignRow> Of(Stream stream, params string[] lists)
    {
        var rows = new JsonObjectRow();
        foreach (var record in new JsonRecords(stream, lists).All()) { yield return Row(rows, record); }
    }

    private static ForeignRow Row(JsonObjectRow rows, JsonRecord record)
    {
        var table = record.List ?? "";
        try
        {
            using var document = JsonDocument.Parse(record.Json);
            return rows.Of(table, document.RootElement, record.Number);
        }
        catch (JsonException exception)
        {
            return ForeignRow.Faulty(table, record.Number, $"is not JSON: {exception.Message}");
        }
    }
}
