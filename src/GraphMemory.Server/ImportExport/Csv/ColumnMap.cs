using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>The file of <c>--map</c>: a JSON object of fields and the columns that hold them, <c>{"text": "Body", "about": "Topic"}</c>.</summary>
internal static class ColumnMap
{
    private const int BytesMax = 1 << 20;

    /// <summary>Field by column.</summary>
    public static Result<ImmutableDictionary<string, string>> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > BytesMax) { return Bad(path, "is larger than a map can be"); }
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(path, document.RootElement) : Bad(path, "is no JSON object");
        }
        catch (JsonException exception)
        {
            return Bad(path, $"is not JSON: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ImportProblems.FileFault.With($"{path}: {exception.Message}");
        }
    }

    private static Result<ImmutableDictionary<string, string>> Of(string path, JsonElement fields)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in fields.EnumerateObject())
        {
            if (!CsvColumns.Fields.Contains(field.Name)) { return Bad(path, $"names the field \"{field.Name}\", which is none"); }
            if (field.Value.ValueKind != JsonValueKind.String) { return Bad(path, $"gives \"{field.Name}\" no column name"); }
            map[field.Value.GetString()!] = field.Name;
        }

        return map.ToImmutable();
    }

    private static Problem Bad(string path, string what) => ImportProblems.BadMap.With(
        $"{path} {what}.", new FieldProblem("--map", what, $"Give a JSON object of fields and column names; fields are {string.Join(", ", CsvColumns.Fields)}."));
}
