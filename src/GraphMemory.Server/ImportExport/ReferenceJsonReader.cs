using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GraphMemory.Server.ImportExport;

/// <summary>
/// Reads the memory file of the MCP reference server, one JSON object a line, and heals what writers without a lock and editors leave
/// behind: a byte order mark, several objects on one line, commas between or after them, brackets of a list around them, a cut-off end.
/// </summary>
internal static class ReferenceJsonReader
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64,
    };

    public static IEnumerable<ReferenceLine> Read(Stream stream)
    {
        var number = 0L;
        foreach (var line in Utf8Lines.Of(stream))
        {
            number++;
            if (!IsBlank(line.Span)) { yield return Parse(number, line.Span); }
        }
    }

    public static ReferenceLine Parse(long number, ReadOnlySpan<byte> line)
    {
        var records = ImmutableArray.CreateBuilder<ReferenceRecord>(1);
        var notes = new LineNotes();
        if (!Utf8.IsValid(line))
        {
            line = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));
            notes.Healed = "bytes that are no UTF-8 were replaced";
        }

        var rest = Separated(line, notes);
        var count = 0;
        while (rest.Length > 0)
        {
            var consumed = ReadObject(rest, records, notes);
            if (++count == 2) { notes.Healed ??= "several objects on one line were taken apart"; }
            rest = Separated(rest[consumed..], notes);
        }

        return new ReferenceLine(number, records.DrainToImmutable(), notes.Healed, notes.Rejected,
            notes.Rejected is null ? "" : Encoding.UTF8.GetString(line));
    }

    /// <summary>Reads one value from the front and returns how many bytes it took: all, when what follows cannot be read.</summary>
    private static int ReadObject(ReadOnlySpan<byte> json, ImmutableArray<ReferenceRecord>.Builder records, LineNotes notes)
    {
        var reader = new Utf8JsonReader(json, Lenient);
        var fields = new ReferenceFields();
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                notes.Rejected ??= "is JSON, but not an object";
                return (int)reader.BytesConsumed;
            }

            fields.ReadFrom(ref reader);
            Keep(fields, records, notes);
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            KeepCutOff(fields, json, records, notes);
            return json.Length;
        }
        catch (InvalidOperationException)
        {
            notes.Rejected ??= "holds half of a surrogate pair, which is no text";
            return json.Length;
        }
    }

    private static void Keep(ReferenceFields fields, ImmutableArray<ReferenceRecord>.Builder records, LineNotes notes)
    {
        if (fields.ToRecord(out var why) is { } record) { records.Add(record); }
        else { notes.Rejected ??= why; }
        if (fields.WasMended) { notes.Healed ??= "observations that were no list of strings were made one"; }
    }

    /// <summary>The line breaks off: the fields and observations before the break are whole, so an entity that has its name and type is kept.</summary>
    private static void KeepCutOff(
        ReferenceFields fields, ReadOnlySpan<byte> json, ImmutableArray<ReferenceRecord>.Builder records, LineNotes notes)
    {
        if (fields.ToRecord(out _) is { } record)
        {
            records.Add(record);
            notes.Healed ??= "the line breaks off; what stands before the break was kept";
        }
        else
        {
            notes.Rejected ??= $"is not JSON and could not be healed: {Start(json)}";
        }
    }

    /// <summary>Skips blanks, and the commas and brackets that a list around the objects leaves between them.</summary>
    private static ReadOnlySpan<byte> Separated(ReadOnlySpan<byte> rest, LineNotes notes)
    {
        var i = 0;
        while (i < rest.Length && rest[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)',' or (byte)'[' or (byte)']')
        {
            if (rest[i] is (byte)',' or (byte)'[' or (byte)']') { notes.Healed ??= "a comma or bracket around the object was ignored"; }
            i++;
        }

        return rest[i..];
    }

    private static string Start(ReadOnlySpan<byte> json)
    {
        var text = Encoding.UTF8.GetString(json[..Math.Min(json.Length, 60)]);
        return json.Length > 60 ? text + "…" : text;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim(" \t\r"u8).IsEmpty;

    private sealed class LineNotes
    {
        public string? Healed { get; set; }

        public string? Rejected { get; set; }
    }
}
