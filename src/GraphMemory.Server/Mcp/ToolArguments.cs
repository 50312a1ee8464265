using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Reads the arguments of a call and collects everything that is wrong with them, so that one answer names it all. After a fault a
/// reader returns a harmless value; the tool looks at <see cref="Problem"/> before it uses any. Unknown fields are ignored.
/// </summary>
internal sealed class ToolArguments
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly List<FieldProblem> _faults;

    public ToolArguments(JsonElement arguments) : this(arguments, "", []) { }

    private ToolArguments(JsonElement element, string path, List<FieldProblem> faults)
    {
        (_object, _path, _faults) = (element, path, faults);
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
        {
            faults.Add(new FieldProblem(path.Length == 0 ? "arguments" : path, $"is {Kind(element)}", "give an object"));
        }
    }

    /// <summary>The faults found so far as one problem of the tool; null when there are none.</summary>
    public Problem? Problem(string tool) => _faults.Count == 0
        ? null
        : McpProblems.BadArguments.With($"{tool} was not run: its arguments are not right", [.. _faults]);

    public bool Has(string name) => Value(name) is not null;

    public string Text(string name) => TextOrNull(name, isRequired: true) ?? "";

    /// <summary>A text that says something.</summary>
    public string FilledText(string name) => Text(name) is var text && string.IsNullOrWhiteSpace(text) && Value(name) is { ValueKind: JsonValueKind.String } value
        ? Fault(At(name), value, "a text that is not empty", "")
        : text;

    /// <summary>An object of any fields; undefined when there is none.</summary>
    public JsonElement Object(string name) =>
        Value(name) is not { } value ? default
        : value.ValueKind is JsonValueKind.Object ? value
        : Fault<JsonElement>(At(name), value, "an object", default);

    public string? TextOrNull(string name) => TextOrNull(name, isRequired: false);

    public ImmutableArray<string> Texts(string name, bool isRequired = true) => Items(name, isRequired, "an array of strings", (item, path) =>
        item.ValueKind == JsonValueKind.String ? item.GetString()! : Fault(path, item, "a string", ""));

    public ImmutableArray<T> Objects<T>(string name, Func<ToolArguments, T> read) =>
        Items(name, true, "an array of objects", (item, path) => read(new ToolArguments(item, path, _faults)));

    public int Count(string name, int fallback, int min, int max) =>
        Value(name) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= min && count <= max ? count
        : Fault(At(name), value, $"a whole number from {min} to {max}", fallback);

    public double Share(string name, double fallback) =>
        Value(name) is not { } value ? fallback
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && share is >= 0 and <= 1 ? share
        : Fault(At(name), value, "a number from 0 to 1", fallback);

    public long? LongOrNull(string name) =>
        Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number
        : Fault<long?>(At(name), value, "a whole number, 0 or more", null);

    public long Long(string name) => Has(name) ? LongOrNull(name) ?? 0 : Missing(name, "a whole number", 0L);

    /// <summary>Ids of facts; nothing when there are none.</summary>
    public ImmutableArray<long> Ids(string name) => Items(name, false, "an array of whole numbers", (item, path) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var id) && id >= 0 ? id : Fault(path, item, "a whole number, 0 or more", 0L));

    public bool Flag(string name, bool fallback) =>
        Value(name) is not { } value ? fallback
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Fault(At(name), value, "true or false", fallback);

    /// <summary>A point in time as Unix milliseconds: ISO 8601 text (UTC when it names no zone) or a number of milliseconds.</summary>
    public long? InstantOrNull(string name)
    {
        if (Value(name) is not { } value) { return null; }
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var atMs)) { return atMs; }
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return value.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, Utc, out var at)
            ? at.ToUnixTimeMilliseconds()
            : Fault<long?>(At(name), value, "a time such as \"2026-03-01\" or \"2026-03-01T09:30:00Z\"", null);
    }

    /// <summary>A length of time: a number of hours, days, weeks, months (30 days) or years (365 days), such as 7d.</summary>
    public TimeSpan? Span(string name)
    {
        const int unitsMax = 10_000;
        if (Value(name) is not { } value) { return null; }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var hours = text.Length < 2 ? 0 : text[^1] switch { 'h' => 1, 'd' => 24, 'w' => 7 * 24, 'm' => 30 * 24, 'y' => 365 * 24, _ => 0 };
        return hours > 0 && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= unitsMax
            ? TimeSpan.FromHours((double)count * hours)
            : Fault<TimeSpan?>(At(name), value, "a length of time such as \"7d\", \"30d\" or \"1y\"", null);
    }

    /// <summary>Ids; none when they are not given.</summary>
    public ImmutableArray<long> Longs(string name) => Items(name, false, "an array of whole numbers", (item, path) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0 ? number : Fault(path, item, "a whole number, 0 or more", 0L));

    /// <summary>Any of a few words; none when it is not given.</summary>
    public ImmutableArray<string> Choices(string name, ImmutableArray<string> choices) =>
        Items(name, false, "an array of strings", (item, path) =>
            item.ValueKind == JsonValueKind.String && choices.Contains(item.GetString()!) ? item.GetString()!
            : Fault(path, item, "one of " + string.Join(", ", choices), choices[0]));

    /// <summary>One of a few words; required when there is no fallback.</summary>
    public string Choice(string name, string? fallback, params ReadOnlySpan<string> choices)
    {
        var wanted = "one of " + string.Join(", ", choices!);
        if (Value(name) is not { } value) { return fallback ?? Missing(name, wanted, choices[0]); }
        return value.ValueKind == JsonValueKind.String && choices.Contains(value.GetString()!)
            ? value.GetString()!
            : Fault(At(name), value, wanted, fallback ?? choices[0]);
    }

    private string? TextOrNull(string name, bool isRequired) =>
        Value(name) is not { } value ? (isRequired ? Missing(name, "a string", "") : null)
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Fault<string?>(At(name), value, "a string", null);

    private ImmutableArray<T> Items<T>(string name, bool isRequired, string shape, Func<JsonElement, string, T> read)
    {
        if (Value(name) is not { } list) { return isRequired ? Missing(name, shape, ImmutableArray<T>.Empty) : []; }
        if (list.ValueKind != JsonValueKind.Array) { return Fault(At(name), list, shape, ImmutableArray<T>.Empty); }
        var items = ImmutableArray.CreateBuilder<T>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray()) { items.Add(read(item, $"{At(name)}[{items.Count}]")); }
        return items.MoveToImmutable();
    }

    private JsonElement? Value(string name) =>
        _object.ValueKind == JsonValueKind.Object && _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Undefined
            ? value
            : null;

    private string At(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private T Missing<T>(string name, string wanted, T instead)
    {
        _faults.Add(new FieldProblem(At(name), "is missing", $"give {wanted}"));
        return instead;
    }

    private T Fault<T>(string path, JsonElement value, string wanted, T instead)
    {
        _faults.Add(new FieldProblem(path, $"is {Kind(value)}", $"give {wanted}"));
        return instead;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the text \"{Short(value.GetString()!)}\"",
        _ => Short(value.GetRawText()),
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
