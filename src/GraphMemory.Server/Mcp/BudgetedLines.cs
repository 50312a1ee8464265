using System.Buffers;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Collects items for an answer, each as a line to read and as JSON, until one of the two would cost more than the budget. What did not
/// fit is counted, and said at the end.
/// </summary>
internal sealed class BudgetedLines(int budgetTokens)
{
    /// <summary>Kept free for headings and for the note about what was left out.</summary>
    private const int FrameTokens = 48;

    private readonly List<string> _lines = [];
    private readonly List<byte[]> _json = [];
    private int _lineTokens = FrameTokens;
    private int _jsonTokens = FrameTokens;

    public int LeftOut { get; private set; }

    public int Count => _json.Count;

    /// <summary>False when the item did not fit; nothing after it is taken either, so that the order stays honest.</summary>
    /// <param name="line">To read.</param>
    /// <param name="writeFields">Writes the fields of the JSON object.</param>
    /// <param name="shorter">Taken instead when not even the first item fits, so that a reader always gets on.</param>
    public bool Add(string line, Action<Utf8JsonWriter> writeFields, (string Line, Action<Utf8JsonWriter> WriteFields)? shorter = null)
    {
        var json = Written(writeFields);
        var lineTokens = TokenEstimate.Of(line) + 1;
        var jsonTokens = TokenEstimate.Of(Encoding.UTF8.GetString(json)) + 1;
        if (LeftOut > 0 || _lineTokens + lineTokens > budgetTokens || _jsonTokens + jsonTokens > budgetTokens)
        {
            if (Count == 0 && LeftOut == 0 && shorter is { } instead) { return Add(instead.Line, instead.WriteFields); }
            LeftOut++;
            return false;
        }

        (_lineTokens, _jsonTokens) = (_lineTokens + lineTokens, _jsonTokens + jsonTokens);
        _lines.Add(line);
        _json.Add(json);
        return true;
    }

    /// <summary>The lines, or <paramref name="whenEmpty"/>, and how to get what was left out.</summary>
    public string Text(string whenEmpty, string howToGetTheRest)
    {
        if (Count == 0 && LeftOut == 0) { return whenEmpty; }
        return string.Join('\n', LeftOut == 0 ? _lines : [.. _lines, $"({LeftOut} more did not fit: {howToGetTheRest})"]);
    }

    public void WriteTo(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        foreach (var json in _json) { writer.WriteRawValue(json, skipInputValidation: true); }
        writer.WriteEndArray();
        if (LeftOut > 0) { writer.WriteNumber("leftOut"u8, LeftOut); }
    }

    private static byte[] Written(Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ReferenceJsonEncoder.Compact))
        {
            writer.WriteStartObject();
            writeFields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
