using System.Buffers.Text;

namespace GraphMemory.Server.Analytics.Input;

/// <summary>Reads the words of one line of an edge list.</summary>
internal ref struct EdgeText(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;

    public static bool IsBlank(byte c) => c is (byte)' ' or (byte)'\t' or (byte)',' or (byte)'\r';

    /// <summary>Empty lines and lines that begin with # or %.</summary>
    public static bool IsComment(ReadOnlySpan<byte> line) => line.IsEmpty || line[0] is (byte)'#' or (byte)'%';

    /// <summary>The next word; empty at the end.</summary>
    public ReadOnlySpan<byte> Word()
    {
        while (_at < _line.Length && IsBlank(_line[_at])) { _at++; }
        var start = _at;
        while (_at < _line.Length && !IsBlank(_line[_at])) { _at++; }
        return _line[start.._at];
    }

    /// <summary>The next word as a number that is written in one way only, without sign or leading zeros; −1 when it is not.</summary>
    public int Number()
    {
        while (_at < _line.Length && IsBlank(_line[_at])) { _at++; }
        var (start, value) = (_at, 0L);
        while (_at < _line.Length && (uint)(_line[_at] - '0') is var digit and <= 9)
        {
            value = (value * 10) + digit;
            if (value > int.MaxValue) { return -1; }
            _at++;
        }

        var isWhole = _at == _line.Length || IsBlank(_line[_at]);
        return _at > start && isWhole && (_line[start] != '0' || _at == start + 1) ? (int)value : -1;
    }

    /// <summary>The next word as a weight: a finite number, 0 or more; NaN when it is not.</summary>
    public float Weight()
    {
        var before = _at;
        if (Number() is var whole and >= 0) { return whole; }
        _at = before;
        var word = Word();
        return Utf8Parser.TryParse(word, out float value, out var length) && length == word.Length && float.IsFinite(value) && value >= 0 ? value : float.NaN;
    }
}
