using System.Runtime.InteropServices;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// The tokens of PostgreSQL's dialect of SQL (https://www.postgresql.org/docs/current/sql-syntax-lexical.html), from a stream: strings with
/// and without escapes, dollar quotes, quoted names, nested comments.
/// </summary>
internal sealed class SqlTokens(ByteSource source)
{
    /// <summary>The rest of a longer token is cut off.</summary>
    private const int TokenBytesMax = 64 << 20;

    private readonly List<byte> _bytes = [];

    /// <summary>False while backslashes escape in plain strings too (<c>SET standard_conforming_strings = off</c>).</summary>
    public bool IsStandardConforming { get; set; } = true;

    public SqlToken Next()
    {
        PassBlanks();
        var first = source.Peek();
        switch (first)
        {
            case < 0: return SqlToken.End;
            case '\'': return Text(isEscaped: !IsStandardConforming);
            case '"': return Quoted();
            case '$': return Dollar();
            case var letter when IsWordByte(letter): return Word();
            default:
                source.Take();
                return new SqlToken(SqlTokenKind.Symbol, ((char)first).ToString());
        }
    }

    private void PassBlanks()
    {
        while (true)
        {
            var next = source.Peek();
            if (next is ' ' or '\t' or '\r' or '\n' or '\f' or '\v' or 0) { source.Take(); }
            else if (next == '-' && source.PeekSecond() == '-') { source.SkipLine(); }
            else if (next == '/' && source.PeekSecond() == '*') { PassComment(); }
            else { return; }
        }
    }

    /// <summary>Comments nest, as the standard wants and no other language does.</summary>
    private void PassComment()
    {
        var depth = 0;
        do
        {
            var mark = (source.Take(), source.Peek());
            if (mark is ('/', '*') or ('*', '/'))
            {
                depth += mark.Item1 == '/' ? 1 : -1;
                source.Take();
            }
        }
        while (depth > 0 && source.Peek() >= 0);
    }

    private SqlToken Word()
    {
        _bytes.Clear();
        while (IsWordByte(source.Peek())) { Keep(source.Take()); }
        var isEscape = _bytes is [(byte)'E' or (byte)'e'];
        if (source.Peek() == '\'' && (isEscape || _bytes is [(byte)'B' or (byte)'b' or (byte)'N' or (byte)'n' or (byte)'X' or (byte)'x']))
        {
            return Text(isEscape);
        }

        return new SqlToken(SqlTokenKind.Word, Decoded());
    }

    private SqlToken Text(bool isEscaped)
    {
        source.Take();
        _bytes.Clear();
        while (source.Peek() >= 0)
        {
            var next = source.Take();
            if (next == '\'')
            {
                if (source.Peek() != '\'') { break; }
                Keep(source.Take());
            }
            else if (next == '\\' && isEscaped) { Escape(); }
            else { Keep(next); }
        }

        return new SqlToken(SqlTokenKind.Text, Decoded());
    }

    private void Escape()
    {
        var kind = source.Take();
        switch (kind)
        {
            case 'b': Keep('\b'); break;
            case 'f': Keep('\f'); break;
            case 'n': Keep('\n'); break;
            case 'r': Keep('\r'); break;
            case 't': Keep('\t'); break;
            case 'x': Keep(Digits(2, 16)); break;
            case 'u': KeepCode(Digits(4, 16)); break;
            case 'U': KeepCode(Digits(8, 16)); break;
            case >= '0' and <= '7': Keep(((kind - '0') << 6 | Digits(2, 8)) & 0xFF); break;
            case >= 0: Keep(kind); break;
        }
    }

    private int Digits(int count, int radix)
    {
        var value = 0;
        for (var i = 0; i < count && source.Peek() is var digit && digit >= 0 && char.IsAsciiHexDigit((char)digit); i++)
        {
            if (radix == 8 && digit > '7') { break; }
            value = (value * radix) + Convert.ToInt32(((char)source.Take()).ToString(), radix);
        }

        return value;
    }

    private void KeepCode(int code)
    {
        if (!Rune.TryCreate(code, out var rune)) { rune = Rune.ReplacementChar; }
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)]) { Keep(value); }
    }

    private SqlToken Quoted()
    {
        source.Take();
        _bytes.Clear();
        while (source.Peek() >= 0)
        {
            var next = source.Take();
            if (next == '"' && source.Peek() != '"') { break; }
            if (next == '"') { source.Take(); }
            Keep(next);
        }

        return new SqlToken(SqlTokenKind.Name, Decoded());
    }

    /// <summary>A dollar quote, whose tag is repeated at its end; a lone dollar is punctuation.</summary>
    private SqlToken Dollar()
    {
        source.Take();
        _bytes.Clear();
        while (IsWordByte(source.Peek()) && source.Peek() != '$') { Keep(source.Take()); }
        if (source.Peek() != '$') { return new SqlToken(SqlTokenKind.Word, "$" + Decoded()); }
        source.Take();
        byte[] end = [(byte)'$', .. _bytes, (byte)'$'];
        _bytes.Clear();
        while (source.Peek() >= 0 && !EndsWith(end)) { Keep(source.Take()); }
        if (EndsWith(end)) { _bytes.RemoveRange(_bytes.Count - end.Length, end.Length); }
        return new SqlToken(SqlTokenKind.Text, Decoded());
    }

    private bool EndsWith(ReadOnlySpan<byte> end) =>
        _bytes.Count > 0 && _bytes[^1] == '$' && CollectionsMarshal.AsSpan(_bytes).EndsWith(end);

    private void Keep(int value)
    {
        if (_bytes.Count < TokenBytesMax) { _bytes.Add((byte)value); }
    }

    private string Decoded() => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_bytes));

    private static bool IsWordByte(int value) =>
        value is '_' or '$' or '.' or >= 0x80 || (value >= 0 && char.IsAsciiLetterOrDigit((char)value));
}
