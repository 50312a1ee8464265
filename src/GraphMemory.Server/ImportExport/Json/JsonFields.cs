using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using GraphMemory.Server.ImportExport.Pipeline;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>The fields of one JSON object by name, each taken once, so that what is left over is known.</summary>
internal sealed class JsonFields(JsonElement record)
{
    private readonly Dictionary<string, JsonElement> _fields = Of(record);

    /// <summary>Fields that nobody has taken.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Rest => _fields;

    /// <summary>The first of these that is there and not null.</summary>
    public JsonElement? Take(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields.Remove(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)) { return value; }
        }

        return null;
    }

    /// <summary>The first of these that holds a text or number.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_fields.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                _fields.Remove(name);
                return TextOf(value);
            }
        }

        return null;
    }

    /// <summary>A number within bounds, also one written as text. A field that holds something else is left over.</summary>
    public double? Number(string name, double min, double max)
    {
        if (!_fields.TryGetValue(name, out var value)) { return null; }
        if (!double.TryParse(TextOf(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !(number >= min && number <= max)) { return null; }
        _fields.Remove(name);
        return number;
    }

    /// <summary>An instant, Unix milliseconds. A field that holds something else is left over.</summary>
    public long? Instant(TimeZoneInfo zone, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!_fields.TryGetValue(name, out var value) || InstantText.Parse(TextOf(value), zone) is not { } atMs) { continue; }
            _fields.Remove(name);
            return atMs;
        }

        return null;
    }

    /// <summary>A list of texts, or one text with commas.</summary>
    public ImmutableArray<string> Tags(params ReadOnlySpan<string> names) => Take(names) switch
    {
        { ValueKind: JsonValueKind.Array } list => TagText.Of(list.EnumerateArray().Select(TextOf)),
        { ValueKind: JsonValueKind.String } text => TagText.Split(TextOf(text)),
        _ => [],
    };

    /// <summary>A text as it is, anything else as JSON.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind switch
    {
        // An unpaired surrogate has no UTF-8 form; the parser lets it pass until it is read.
        JsonValueKind.String => Sound(value),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => RawOf(value),
    };

    /// <summary>The JSON as it stands; what is no UTF-8 is replaced.</summary>
    public static string RawOf(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    private static string Sound(JsonElement value)
    {
        try { return value.GetString()!; }
        catch (InvalidOperationException) { return RawOf(value).Trim('"'); }
    }

    private static Dictionary<string, JsonElement> Of(JsonElement record)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in record.EnumerateObject())
        {
            if (NameOf(field) is { } name) { fields[name] = field.Value; }
        }

        return fields;
    }

    /// <summary>Null for a name that is no text.</summary>
    public static string? NameOf(JsonProperty field)
    {
        try { return field.Name; }
        catch (InvalidOperationException) { return null; }
    }
}
