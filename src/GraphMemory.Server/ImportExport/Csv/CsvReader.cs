using System.Text;

namespace GraphMemory.Server.ImportExport.Csv;

/// <summary>
/// Reads comma-separated values (RFC 4180) as a stream, leniently: any of the usual separators, any line ending, quotes in the middle of a
/// field. A field without quotes and without text is null, a quoted one is an empty text.
/// </summary>
internal sealed class CsvReader : IDisposable
{
    /// <summary>A longer field, or a row of more fields, is damage: most likely a quote that is never closed.</summary>
    private const int FieldLengthMax = 4 << 20;

    private const int FieldsMax = 4_096;

    private const int SniffedCharacters = 64 << 10;

    private readonly StreamReader _text;
    private readonly char[] _buffer = new char[SniffedCharacters];
    private readonly StringBuilder _field = new();
    private readonly List<string?> _row = [];
    private int _start;
    private int _end;
    private long _line = 1;

    public CsvReader(Stream stream)
    {
        _text = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        Fill();
        Separator = SeparatorOf(_buffer.AsSpan(0, _end));
    }

    /// <summary>The one that the first line holds most of.</summary>
    public char Separator { get; }

    /// <summary>The line at which the row before began, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The next row, valid until the one after is asked for; null at the end. Lines without anything are passed over.</summary>
    /// <exception cref="InvalidDataException">A field does not end.</exception>
    public IReadOnlyList<string?>? Next()
    {
        while (Peek() >= 0)
        {
            Line = _line;
            _row.Clear();
            while (ReadField()) { }
            if (_row is not [null]) { return _row; }
        }

        return null;
    }

    public void Dispose() => _text.Dispose();

    public static char SeparatorOf(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[4];
        ReadOnlySpan<char> separators = [',', ';', '\t', '|'];
        var isQuoted = false;
        foreach (var c in text)
        {
            if (c == '"') { isQuoted = !isQuoted; }
            else if (!isQuoted && c is '\n' or '\r') { break; }
            else if (!isQuoted && separators.IndexOf(c) is >= 0 and var at) { counts[at]++; }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++) { best = counts[i] > counts[best] ? i : best; }
        return separators[best];
    }

    /// <summary>Reads one field and what ends it; true when another follows in this row.</summary>
    private bool ReadField()
    {
        if (_row.Count >= FieldsMax) { throw new InvalidDataException($"line {Line} has more than {FieldsMax} fields"); }
        _field.Clear();
        var isQuoted = Peek() == '"';
        if (isQuoted) { ReadQuoted(); }
        var ending = ReadPlain();
        _row.Add(_field.Length == 0 && !isQuoted ? null : _field.ToString());
        return ending == Separator;
    }

    private void ReadQuoted()
    {
        _start++;
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny('"', '\n');
            if (at < 0)
            {
                Append(_end - _start);
                if (!Fill()) { throw new InvalidDataException($"a quoted field that begins on line {Line} does not end"); }
                continue;
            }

            Append(at);
            _start++;
            if (_buffer[_start - 1] == '\n')
            {
                _line++;
                _field.Append('\n');
            }
            else if (Peek() == '"')
            {
                _start++;
                _field.Append('"');
            }
            else { return; }
        }
    }

    /// <summary>Reads up to the end of the field and past it; the separator, a line feed, or -1.</summary>
    private int ReadPlain()
    {
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny(Separator, '\n', '\r');
            Append(at < 0 ? _end - _start : at);
            if (at < 0 && !Fill()) { return -1; }
            if (at < 0) { continue; }
            var found = _buffer[_start++];
            if (found == Separator) { return Separator; }
            if (found == '\r' && Peek() == '\n') { _start++; }
            _line++;
            return '\n';
        }
    }

    private void Append(int length)
    {
        _field.Append(_buffer, _start, length);
        _start += length;
        if (_field.Length > FieldLengthMax) { throw new InvalidDataException($"a field on line {Line} is longer than {FieldLengthMax} characters"); }
    }

    /// <summary>The next character without taking it; -1 at the end.</summary>
    private int Peek() => _start < _end || Fill() ? _buffer[_start] : -1;

    private bool Fill()
    {
        (_start, _end) = (0, _text.ReadBlock(_buffer));
        return _end > 0;
    }
}
