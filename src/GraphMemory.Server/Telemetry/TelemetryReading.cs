using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Telemetry;
using GraphMemory.Server.Rest;

namespace GraphMemory.Server.Telemetry;

/// <summary>
/// Reads events as editors send them: one, an array, an object with "events", or one a line. Names are taken in camelCase and, as the
/// ancestor wrote them, in snake_case; what an event is about may stand beside its type or inside "data".
/// </summary>
internal static class TelemetryReading
{
    public static Result<List<TelemetryEvent>> Document(ReadOnlySequence<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Events(document.RootElement);
        }
        catch (JsonException fault)
        {
            return RestProblems.Body("body", $"is not valid JSON (line {fault.LineNumber + 1})", "send an event, an array of events, or one a line as application/x-ndjson");
        }
    }

    public static Result<List<TelemetryEvent>> Lines(ReadOnlySequence<byte> body)
    {
        var (events, rest, number) = (new List<TelemetryEvent>(), body, 0);
        while (!rest.IsEmpty)
        {
            var end = rest.PositionOf((byte)'\n');
            var line = end is { } at ? rest.Slice(0, at) : rest;
            rest = end is { } next ? rest.Slice(rest.GetPosition(1, next)) : rest.Slice(rest.End);
            number++;
            if (IsBlank(line)) { continue; }
            if (Line(line, number, events) is { } problem) { return problem; }
        }

        return events;
    }

    private static Problem? Line(ReadOnlySequence<byte> line, int number, List<TelemetryEvent> events)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return Add(document.RootElement, $"line {number}", events);
        }
        catch (JsonException)
        {
            return RestProblems.Body($"line {number}", "is not valid JSON", "send one event a line");
        }
    }

    private static Result<List<TelemetryEvent>> Events(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("events", out var inner) ? inner : root;
        var events = new List<TelemetryEvent>();
        if (list.ValueKind != JsonValueKind.Array) { return Add(list, "event", events) is { } fault ? fault : events; }
        foreach (var item in list.EnumerateArray())
        {
            if (Add(item, $"events[{events.Count}]", events) is { } problem) { return problem; }
        }

        return events;
    }

    private static Problem? Add(JsonElement item, string path, List<TelemetryEvent> events)
    {
        if (item.ValueKind != JsonValueKind.Object) { return TelemetryProblems.Invalid(path, "is no object", "send {\"type\": ..., \"timestamp\": ...}"); }
        var fields = new TelemetryFields(item);
        if (fields.Text("type", "event_type", "eventType") is not { Length: > 0 } name) { return TelemetryProblems.Invalid($"{path}.type", "is missing", "give file_open, file_save, symbol_index, test_run, user_chat, or a word of your own"); }
        if (!fields.TryTime(out var at)) { return TelemetryProblems.Invalid($"{path}.timestamp", "is missing or not a time", "give ISO 8601 or Unix milliseconds"); }
        var kind = KindOf(fields.Text("kind") ?? name) ?? KindOf(name) ?? TelemetryKind.Custom;
        var (file, test) = (fields.Text("file", "path", "file_path", "filePath"), fields.Text("test", "test_name", "testName", "name"));
        if (file is null && kind is (TelemetryKind.FileOpen or TelemetryKind.FileSave or TelemetryKind.SymbolIndex)) { return TelemetryProblems.Invalid($"{path}.file", "is missing", "give the path of the file"); }
        if (kind == TelemetryKind.TestRun && test is null) { return TelemetryProblems.Invalid($"{path}.test", "is missing", "give the name of the test"); }
        events.Add(new TelemetryEvent(
            kind, kind == TelemetryKind.Custom ? name : NameOf(kind), at, fields.Text("id", "event_id", "eventId"),
            fields.Text("session", "sessionId", "session_id"), fields.Text("user", "userId", "user_id"), file, fields.Symbols(), test,
            fields.Text("outcome", "status", "result"), fields.Texts("files"), fields.Text("text", "message", "content"), fields.Data));
        return null;
    }

    private static TelemetryKind? KindOf(string name) => name switch
    {
        "file_open" => TelemetryKind.FileOpen,
        "file_save" => TelemetryKind.FileSave,
        "symbol_index" => TelemetryKind.SymbolIndex,
        "test_run" => TelemetryKind.TestRun,
        "user_chat" => TelemetryKind.UserChat,
        _ => null,
    };

    private static string NameOf(TelemetryKind kind) => kind switch
    {
        TelemetryKind.FileOpen => "file_open",
        TelemetryKind.FileSave => "file_save",
        TelemetryKind.SymbolIndex => "symbol_index",
        TelemetryKind.TestRun => "test_run",
        _ => "user_chat",
    };

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8)) { return false; }
        }

        return true;
    }
}

/// <summary>The fields of one event, wherever they stand.</summary>
internal readonly struct TelemetryFields(JsonElement item)
{
    private readonly JsonElement _data = item.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data : default;

    /// <summary>As it was sent; empty when there is nothing.</summary>
    public string Data => _data.ValueKind == JsonValueKind.Undefined ? "" : _data.GetRawText();

    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is not { } value) { continue; }
            if (value.ValueKind == JsonValueKind.String) { return value.GetString(); }
            if (value.ValueKind == JsonValueKind.Number) { return value.GetRawText(); }
        }

        return null;
    }

    public bool TryTime(out long atMs)
    {
        atMs = 0;
        if ((Find("timestamp") ?? Find("at") ?? Find("time")) is not { } value) { return false; }
        var isTime = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out var ms) && WireTime.TryOf(ms, out _),
            JsonValueKind.String => WireTime.TryParse(value.GetString(), out _),
            _ => false,
        };
        if (!isTime) { return false; }
        if (value.ValueKind == JsonValueKind.Number) { atMs = value.GetInt64(); }
        else if (WireTime.TryParse(value.GetString(), out var time)) { atMs = time.Ms; }
        return true;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list) { return []; }
        return [.. list.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)];
    }

    /// <summary>Names, or objects with a name and a kind.</summary>
    public ImmutableArray<TelemetrySymbol> Symbols()
    {
        if (Find("symbols") is not { ValueKind: JsonValueKind.Array } list) { return []; }
        return [.. list.EnumerateArray().Select(SymbolOf).OfType<TelemetrySymbol>()];
    }

    private static TelemetrySymbol? SymbolOf(JsonElement symbol)
    {
        const string anyType = "symbol";
        if (symbol.ValueKind == JsonValueKind.String) { return new(symbol.GetString()!, anyType); }
        if (symbol.ValueKind != JsonValueKind.Object || !symbol.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String) { return null; }
        var type = (symbol.TryGetProperty("kind", out var kind) || symbol.TryGetProperty("type", out kind)) && kind.ValueKind == JsonValueKind.String ? kind.GetString()! : anyType;
        return new(name.GetString()!, type);
    }

    private JsonElement? Find(string name) =>
        item.TryGetProperty(name, out var value) || (_data.ValueKind == JsonValueKind.Object && _data.TryGetProperty(name, out value)) ? value : null;
}
