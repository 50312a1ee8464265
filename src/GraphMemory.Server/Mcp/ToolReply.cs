using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Errors;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp;

/// <summary>What a tool answers: a text for the model, the same as data for the client.</summary>
/// <param name="Code">Of a failure: the stable problem code, told beside the text so that the text stays what the reference server says.</param>
/// <param name="Conflicts">Contradictions that the call recorded, for whoever can ask a person about them.</param>
internal sealed record ToolReply(string Text, JsonElement? Structured, bool IsError, string? Code = null, ImmutableArray<ConflictKey> Conflicts = default)
{
    private const string CodeKey = "graphmemory/code";

    /// <summary>Text and data are the same JSON object.</summary>
    public static ToolReply Json(Action<Utf8JsonWriter> write) => Json(write, write);

    /// <summary>Text and data differ: the reference server shows a bare list where its data wraps it in an object.</summary>
    public static ToolReply Json(Action<Utf8JsonWriter> text, Action<Utf8JsonWriter> structured) =>
        new(Encoding.UTF8.GetString(Written(text, ReferenceJsonEncoder.Indented)), Data(structured), false);

    /// <summary>A text for reading, with data beside it.</summary>
    public static ToolReply Prose(string text, Action<Utf8JsonWriter> structured) => new(text, Data(structured), false);

    /// <summary>An expected failure: what is wrong, then one line for each field at fault.</summary>
    public static ToolReply Failure(Problem problem)
    {
        var lines = problem.Fields.Select(field => $"- {field.Field} {field.Error}; {field.Fix}");
        return new ToolReply(string.Join('\n', [problem.Detail, .. lines]), null, true, problem.Code.Name);
    }

    public CallToolResult ToResult() => new()
    {
        Content = [new TextContentBlock { Text = Text }],
        StructuredContent = Structured,
        IsError = IsError ? true : null,
        Meta = Code is null ? null : new JsonObject { [CodeKey] = Code },
    };

    /// <summary>The reply as bytes: kept under an idempotency key, and sent between processes.</summary>
    public byte[] ToBytes() => Written(
        writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("text", Text);
            if (Structured is { } structured)
            {
                writer.WritePropertyName("structured");
                structured.WriteTo(writer);
            }

            writer.WriteBoolean("isError", IsError);
            if (Code is not null) { writer.WriteString("code", Code); }
            if (!Conflicts.IsDefaultOrEmpty) { WriteConflicts(writer, Conflicts); }
            writer.WriteEndObject();
        },
        ReferenceJsonEncoder.Compact);

    public static ToolReply FromBytes(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new ToolReply(
            root.GetProperty("text").GetString()!,
            root.TryGetProperty("structured", out var structured) ? structured.Clone() : null,
            root.GetProperty("isError").GetBoolean(),
            root.TryGetProperty("code", out var code) ? code.GetString() : null,
            root.TryGetProperty("conflicts", out var conflicts) ? ReadConflicts(conflicts) : default);
    }

    private static void WriteConflicts(Utf8JsonWriter writer, ImmutableArray<ConflictKey> conflicts)
    {
        writer.WriteStartArray("conflicts");
        foreach (var conflict in conflicts)
        {
            writer.WriteNumberValue(conflict.EarlierId);
            writer.WriteNumberValue(conflict.LaterId);
        }

        writer.WriteEndArray();
    }

    private static ImmutableArray<ConflictKey> ReadConflicts(JsonElement conflicts) =>
        [.. conflicts.EnumerateArray().Select(id => id.GetInt64()).Chunk(2).Select(pair => new ConflictKey(pair[0], pair[1]))];

    /// <summary>JSON as it is written, to be read.</summary>
    public static JsonElement Data(Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(Written(write, ReferenceJsonEncoder.Compact));
        return document.RootElement.Clone();
    }

    private static byte[] Written(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options)) { write(writer); }
        return buffer.WrittenSpan.ToArray();
    }
}

/// <summary>Two facts that contradict each other, by their ids.</summary>
internal readonly record struct ConflictKey(long EarlierId, long LaterId);
