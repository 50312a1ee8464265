using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>Makes rows of JSON objects: text as it is, everything else as it is written; neighbours of one shape share their columns.</summary>
internal sealed class JsonObjectRow
{
    private readonly List<string> _names = [];
    private readonly List<string?> _values = [];
    private ImmutableArray<string> _columns = [];

    public ForeignRow Of(string table, JsonElement item, long number)
    {
        _names.Clear();
        _values.Clear();
        try
        {
            foreach (var property in item.EnumerateObject())
            {
                _names.Add(property.Name);
                _values.Add(Text(property.Value));
            }
        }
        catch (InvalidOperationException)
        {
            return ForeignRow.Faulty(table, number, "holds text that is not UTF-8");
        }

        if (!_names.SequenceEqual(_columns)) { _columns = [.. _names]; }
        return new ForeignRow(table, _columns, [.. _values], number);
    }

    /// <summary>The name of a property; what is not Unicode in it is replaced.</summary>
    public static string TextOf(ref Utf8JsonReader reader)
    {
        try { return reader.GetString()!; }
        catch (InvalidOperationException) { return Encoding.UTF8.GetString(reader.ValueSpan); }
    }

    public static string? Text(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) { return null; }
        if (value.ValueKind != JsonValueKind.String) { return value.GetRawText(); }
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair as an escape: other languages write it, no text can hold it.
            return new PythonText(value.GetRawText()).TryString(out var text) ? text : throw new InvalidOperationException();
        }
    }
}
