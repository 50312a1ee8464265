namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>A stream read byte by byte or line by line, through one buffer that grows to the longest line and no further than a bound.</summary>
internal sealed class ByteSource(Stream stream)
{
    /// <summary>A longer line is handed out in pieces of this size.</summary>
    public const int LineBytesMax = 64 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private int _start;
    private int _end;

    /// <summary>Line of the next byte, counted from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next byte, left in place; -1 at the end.</summary>
    public int Peek() => _start < _end || Fill() ? _buffer[_start] : -1;

    /// <summary>The byte after the next one, left in place; -1 at the end.</summary>
    public int PeekSecond() => _end - _start > 1 || (Peek() >= 0 && Fill()) ? _buffer[_start + 1] : -1;

    /// <summary>The next byte; -1 at the end.</summary>
    public int Take()
    {
        if (_start == _end && !Fill()) { return -1; }
        var value = _buffer[_start++];
        if (value == '\n') { Line++; }
        return value;
    }

    /// <summary>Bytes up to the end of the line, without it; valid until the next call. False at the end of the stream.</summary>
    public bool TryTakeLine(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = _buffer.AsSpan(_start, searched + length);
                _start += searched + length + 1;
                Line++;
                break;
            }

            searched = _end - _start;
            if (searched < LineBytesMax && Fill()) { continue; }
            line = _buffer.AsSpan(_start, searched);
            _start = _end;
            if (searched == 0) { return false; }
            break;
        }

        if (line.Length > 0 && line[^1] == '\r') { line = line[..^1]; }
        return true;
    }

    /// <summary>Passes over the rest of the line.</summary>
    public void SkipLine() => TryTakeLine(out _);

    /// <summary>False at the end of the stream.</summary>
    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length) { Array.Resize(ref _buffer, _buffer.Length * 2); }
        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        return count > 0;
    }
}
