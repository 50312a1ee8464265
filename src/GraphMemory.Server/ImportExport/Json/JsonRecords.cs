using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Json;

/// <summary>One object of a JSON source, or what stands in the place of one.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="List">Name of the list that holds it, when the objects stand in lists of one great object; else null.</param>
/// <param name="Json">Its bytes; valid until the next record is asked for.</param>
internal readonly record struct JsonRecord(long Number, string? List, ReadOnlyMemory<byte> Json);

/// <summary>
/// Takes the objects out of a stream of JSON one by one: out of an array, of objects one after the other (as in NDJSON), or of the named
/// lists of one great object. Only one object is in memory. What else stands there is handed out too: the parser of the records is the judge.
/// </summary>
internal sealed class JsonRecords(Stream stream, params ReadOnlySpan<string> listNames)
{
    /// <summary>A larger object is damaged or hostile.</summary>
    public const int ObjectBytesMax = 64 << 20;

    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);


    /// <summary>What may stand between records without being one: white space, commas, and the byte order mark.</summary>
    private static readonly SearchValues<byte> Blank = SearchValues.Create([.. " \t\r\n,"u8, 0xEF, 0xBB, 0xBF]);

    private readonly FrozenSet<string> _listNames = listNames.ToArray().ToFrozenSet(StringComparer.Ordinal);
    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;
    private bool _isInGreatObject;
    private string? _list;
    private string? _key;

    /// <exception cref="InvalidDataException">An object is larger than <see cref="ObjectBytesMax"/>, or does not end.</exception>
    public IEnumerable<JsonRecord> All()
    {
        var number = 0L;
        while (true)
        {
            var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny(Structure);
            var between = at < 0 ? _end - _start : at;
            if (!IsBetweenLists && !IsBlank(between)) { yield return new JsonRecord(++number, _list, _buffer.AsMemory(_start, between)); }
            _start += between;
            if (at < 0 && !Fill()) { yield break; }
            if (at < 0 || Passes()) { continue; }
            var length = _buffer[_start] == (byte)'"' ? StringLength(0) : Length();
            yield return new JsonRecord(++number, _list, _buffer.AsMemory(_start, length));
            _start += length;
        }
    }

    private bool IsBetweenLists => _isInGreatObject && _list is null;

    private bool IsBlank(int length) => _buffer.AsSpan(_start, length).IndexOfAnyExcept(Blank) < 0;

    /// <summary>Goes on past what is no record; false when one begins here.</summary>
    private bool Passes()
    {
        switch (_buffer[_start])
        {
            case (byte)'"' when IsBetweenLists:
                var length = StringLength(0);
                _key = KeyAt(0, length);
                _start += length;
                return true;
            case (byte)'{' or (byte)'[' when IsBetweenLists && (_buffer[_start] == (byte)'{' || _key is null || !_listNames.Contains(_key)):
                _start += Length();
                return true;
            case (byte)'{' when !_isInGreatObject && ListAhead() is { } name:
                (_isInGreatObject, _list) = (true, name);
                return true;
            case (byte)'"' or (byte)'{':
                return false;
            case (byte)'[':
                _list = IsBetweenLists ? _key : _list;
                break;
            case (byte)']':
                _list = null;
                break;
            default:
                _isInGreatObject = false;
                break;
        }

        _start++;
        return true;
    }

    /// <summary>Whether the object here is a great one, which holds one of the named lists: then that list is entered. Looks at the first level only.</summary>
    private string? ListAhead()
    {
        if (_listNames.Count == 0) { return null; }
        var (offset, depth, key) = (0, 0, default(string));
        while (true)
        {
            var at = IndexOf(Structure, offset);
            if (at < 0) { return null; }
            switch (_buffer[_start + at])
            {
                case (byte)'"':
                    var length = StringLength(at);
                    key = depth == 1 ? KeyAt(at, length) ?? key : key;
                    offset = at + length;
                    continue;
                case (byte)'[' when depth == 1 && key is not null && _listNames.Contains(key):
                    _start += at + 1;
                    return key;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            if (depth <= 0) { return null; }
            offset = at + 1;
        }
    }

    /// <summary>Length of the object or array here.</summary>
    private int Length()
    {
        var (offset, depth) = (0, 0);
        while (true)
        {
            var at = IndexOf(Structure, offset);
            if (at < 0) { throw new InvalidDataException("an object does not end"); }
            offset = at + 1;
            switch (_buffer[_start + at])
            {
                case (byte)'"':
                    offset = at + StringLength(at);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            if (depth == 0) { return offset; }
        }
    }

    /// <summary>Length of the string at an offset, quotes included; to the end of the stream when it does not end.</summary>
    private int StringLength(int from)
    {
        var offset = from + 1;
        while (true)
        {
            var at = IndexOf(InString, offset);
            if (at < 0) { return _end - _start - from; }
            if (_buffer[_start + at] == (byte)'"') { return at + 1 - from; }
            offset = at + 2;
        }
    }

    /// <summary>The string as a key: only when a colon follows.</summary>
    private string? KeyAt(int at, int length)
    {
        for (var next = at + length; ; next++)
        {
            if (_start + next >= _end && !Fill()) { return null; }
            var c = _buffer[_start + next];
            if (c == (byte)':') { return Encoding.UTF8.GetString(_buffer, _start + at + 1, Math.Max(0, length - 2)); }
            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')) { return null; }
        }
    }

    /// <summary>Offset from the start of the current object; reads on as needed.</summary>
    private int IndexOf(SearchValues<byte> wanted, int offset)
    {
        while (true)
        {
            var from = Math.Min(_start + offset, _end);
            var at = _buffer.AsSpan(from, _end - from).IndexOfAny(wanted);
            if (at >= 0) { return from + at - _start; }
            offset = Math.Max(offset, _end - _start);
            if (!Fill()) { return -1; }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= ObjectBytesMax) { throw new InvalidDataException($"an object is larger than {ObjectBytesMax >> 20} MiB"); }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }
}
