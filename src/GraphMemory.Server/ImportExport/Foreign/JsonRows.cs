using System.Collections.Immutable;
using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// The objects of a JSON file as rows, whether they stand in a list, in lists inside one object, or one after the other (JSON lines).
/// Read as a stream: a file of any size takes the memory of its largest object.
/// </summary>
internal sealed class JsonRows(Stream stream, JsonRowsLayout layout)
{
    /// <summary>A larger object ends the reading, with the reason.</summary>
    public const int ObjectBytesMax = 64 << 20;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly JsonObjectRow _row = new();
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _isAtEnd;
    private bool _isInList;
    private string _property = "";
    private string _list = "";
    private JsonReaderState _state = new(
        new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public IEnumerable<ForeignRow> Read()
    {
        var rows = new List<ForeignRow>();
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith(ByteOrderMark)) { _start = ByteOrderMark.Length; }
        var goesOn = true;
        while (goesOn)
        {
            rows.Clear();
            goesOn = Step(rows);
            foreach (var row in rows) { yield return row; }
        }
    }

    /// <summary>Reads what the buffer holds, then fills it again; false when there is nothing left to read.</summary>
    private bool Step(List<ForeignRow> rows)
    {
        try
        {
            Parse(rows);
        }
        catch (JsonException exception)
        {
            rows.Add(ForeignRow.Faulty(_list, Next(), $"what follows is not JSON: {exception.Message}"));
            return false;
        }

        if (_isAtEnd) { return false; }
        if (_end - _start < ObjectBytesMax)
        {
            Fill();
            return true;
        }

        rows.Add(ForeignRow.Faulty(_list, Next(), $"is larger than {ObjectBytesMax >> 20} MB"));
        return false;
    }

    private void Parse(List<ForeignRow> rows)
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, _state);
        var (state, consumed) = (_state, 0L);
        while (reader.Read() && (!IsRow(ref reader) || TryAdd(ref reader, rows)))
        {
            Follow(ref reader);
            (state, consumed) = (reader.CurrentState, reader.BytesConsumed);
        }

        _state = state;
        _start += (int)consumed;
    }

    private bool IsRow(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.StartObject && layout switch
    {
        JsonRowsLayout.Lines => reader.CurrentDepth == 0,
        JsonRowsLayout.List => reader.CurrentDepth == 1,
        _ => reader.CurrentDepth == 2 && _isInList,
    };

    /// <summary>Keeps track of the list that the reader is in.</summary>
    private void Follow(ref Utf8JsonReader reader)
    {
        if (layout != JsonRowsLayout.Lists || reader.CurrentDepth != 1) { return; }
        if (reader.TokenType == JsonTokenType.PropertyName) { _property = JsonObjectRow.TextOf(ref reader); }
        if (reader.TokenType == JsonTokenType.StartArray) { (_isInList, _list) = (true, _property); }
        if (reader.TokenType == JsonTokenType.EndArray) { _isInList = false; }
    }

    /// <summary>False when the object goes on behind the end of the buffer.</summary>
    private bool TryAdd(ref Utf8JsonReader reader, List<ForeignRow> rows)
    {
        if (!JsonDocument.TryParseValue(ref reader, out var document)) { return false; }
        using (document) { rows.Add(_row.Of(_list, document.RootElement, Next())); }
        return true;
    }

    private long Next() => _counts[_list] = _counts.GetValueOrDefault(_list) + 1;

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length) { Array.Resize(ref _buffer, _buffer.Length * 2); }
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        (_end, _isAtEnd) = (_end + count, count == 0);
    }
}
