using System.Text.Json;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Eval.Input;

/// <summary>One JSON object of a file. Reading a field that is missing or of another kind notes the first problem and goes on.</summary>
internal sealed class JsonRow : IDisposable
{
    private readonly string _path;
    private readonly int _number;
    private readonly JsonDocument? _document;

    private JsonRow(string path, int number, JsonDocument? document) => (_path, _number, _document) = (path, number, document);

    public Problem? Problem { get; private set; }

    public static JsonRow Parse(string path, int number, string text)
    {
        try
        {
            var row = new JsonRow(path, number, JsonDocument.Parse(text));
            if (row._document!.RootElement.ValueKind != JsonValueKind.Object) { row.Note("the line", "is no JSON object", "write {...}"); }
            return row;
        }
        catch (JsonException fault)
        {
            var row = new JsonRow(path, number, document: null);
            row.Note("the line", $"is not JSON at character {fault.BytePositionInLine}", "write one JSON object a line");
            return row;
        }
    }

    public string Text(string field) => TextOrNull(field) ?? Missing(field, "", "a text");

    public string? TextOrNull(string field) => Find(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        _ => Other<string?>(field, null, "a text"),
    };

    public long Integer(string field) => IntegerOrNull(field) ?? Missing(field, 0L, "an integer");

    public long? IntegerOrNull(string field) => Find(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var integer) => integer,
        _ => Other<long?>(field, null, "an integer"),
    };

    public List<string> Texts(string field)
    {
        if (Find(field) is not { } value) { return Missing(field, new List<string>(), "a list of texts"); }
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            return Other(field, new List<string>(), "a list of texts");
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>A name that goes back out as it came in, be it a text or a number.</summary>
    public JsonName Name(string field) => NameOrNull(field) ?? Missing(field, default(JsonName), "a text or a number");

    public JsonName? NameOrNull(string field) => Find(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } value => new JsonName(value.GetRawText()),
        _ => Other<JsonName?>(field, null, "a text or a number"),
    };

    /// <summary>Notes what is wrong with a value that only the caller can judge.</summary>
    public void Note(string field, string error, string fix) => Problem ??= EvalProblems.Line(_path, _number, field, error, fix);

    public void Dispose() => _document?.Dispose();

    private JsonElement? Find(string field) =>
        _document!.RootElement.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T Missing<T>(string field, T instead, string wanted)
    {
        Note(field, "is missing", $"give {wanted}");
        return instead;
    }

    private T Other<T>(string field, T instead, string wanted)
    {
        Note(field, $"is no {wanted[(wanted.IndexOf(' ', StringComparison.Ordinal) + 1)..]}", $"give {wanted}");
        return instead;
    }
}

/// <param name="Raw">The JSON of the name.</param>
internal readonly record struct JsonName(string Raw);
