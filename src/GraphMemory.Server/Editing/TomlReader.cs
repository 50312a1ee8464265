using System.Text;

namespace GraphMemory.Server.Editing;

/// <summary>A line of a TOML text that names a table: <c>[a.b]</c> or <c>[[a.b]]</c>.</summary>
internal sealed record TomlHeader(IReadOnlyList<string> Path, int Start, int End);

/// <summary>A key with its value. <paramref name="Path"/> begins at the root.</summary>
internal sealed record TomlPair(IReadOnlyList<string> Path, int Start, int ValueStart, int ValueEnd);

/// <summary>Reads TOML 1.0 (https://toml.io/en/v1.0.0) as far as an edit needs it: which tables and keys there are, and where.</summary>
internal sealed class TomlReader
{
    private const int DepthMax = 64;

    private readonly string _text;
    private readonly List<TomlHeader> _headers = [];
    private readonly List<TomlPair> _pairs = [];
    private IReadOnlyList<string> _table = [];
    private int _at;
    private TextFault? _fault;

    private TomlReader(string text) => _text = text;

    public static (IReadOnlyList<TomlHeader> Headers, IReadOnlyList<TomlPair> Pairs, TextFault? Fault) Read(string text)
    {
        var reader = new TomlReader(text);
        while (reader._fault is null && reader.Line()) { }
        return (reader._headers, reader._pairs, reader._fault);
    }

    /// <summary>The value of a string; null for any other value.</summary>
    public static string? StringOf(string text, TomlPair pair) => StringOf(text, pair.ValueStart, pair.ValueEnd);

    /// <summary>The strings of an array; other elements are left out.</summary>
    public static IReadOnlyList<string> StringsOf(string text, TomlPair pair)
    {
        var strings = new List<string>();
        var reader = new TomlReader(text) { _at = pair.ValueStart };
        if (reader.Peek() == '[') { reader.Array(0, (start, end) => { if (StringOf(text, start, end) is { } item) { strings.Add(item); } }); }
        return strings;
    }

    private static string? StringOf(string text, int start, int end)
    {
        var reader = new TomlReader(text) { _at = start };
        return text[start] is '"' or '\'' && reader.Text(isKey: false) is { } value && reader._at == end ? value : null;
    }

    private bool Line()
    {
        SkipBlankLines();
        if (_at >= _text.Length) { return false; }
        if (Peek() == '[') { Header(); }
        else { Pair(_table, 0, _pairs.Add); }
        return _fault is null && EndOfLine();
    }

    private void Header()
    {
        var start = _at;
        var isArray = _text.AsSpan(_at).StartsWith("[[", StringComparison.Ordinal);
        _at += isArray ? 2 : 1;
        if (Key() is not { } path) { return; }
        if (!_text.AsSpan(_at).StartsWith(isArray ? "]]" : "]", StringComparison.Ordinal)) { Fail("the name of a table must end with ]"); return; }
        _at += isArray ? 2 : 1;
        _table = path;
        _headers.Add(new(path, start, _at));
    }

    private void Pair(IReadOnlyList<string> table, int depth, Action<TomlPair>? found)
    {
        var start = _at;
        if (Key() is not { } key) { return; }
        if (Peek() != '=') { Fail("an equals sign must follow the key"); return; }
        _at++;
        SkipSpaces();
        var valueStart = _at;
        Value(depth);
        if (_fault is null) { found?.Invoke(new([.. table, .. key], start, valueStart, _at)); }
    }

    private List<string>? Key()
    {
        var path = new List<string>();
        while (true)
        {
            SkipSpaces();
            if (KeyPart() is not { } part) { return null; }
            path.Add(part);
            SkipSpaces();
            if (Peek() != '.') { return path; }
            _at++;
        }
    }

    private string? KeyPart()
    {
        if (Peek() is '"' or '\'') { return Text(isKey: true); }
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '_' or '-') { _at++; }
        if (_at > start) { return _text[start.._at]; }
        Fail("a key must stand here");
        return null;
    }

    private void Value(int depth)
    {
        if (depth > DepthMax) { Fail($"values nest deeper than {DepthMax}"); return; }
        switch (Peek())
        {
            case '"' or '\'': Text(isKey: false); break;
            case '[': Array(depth, null); break;
            case '{': InlineTable(depth); break;
            default: Word(); break;
        }
    }

    // Numbers, dates and booleans: what they say does not matter here, only where they end.
    private void Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Peek()) || Peek() is '+' or '-' or '.' or '_' or ':') { _at++; }
        if (_at == start + 10 && Peek() == ' ' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])) { _at++; Word(); return; }
        var word = _text.AsSpan(start, _at - start);
        if (word is "true" or "false" or "inf" or "nan" || (word.Length > 0 && (char.IsAsciiDigit(word[0]) || (word[0] is '+' or '-' && word.Length > 1)))) { return; }
        _at = start;
        Fail("this is no value; text must stand in quotes");
    }

    private void Array(int depth, Action<int, int>? element)
    {
        _at++;
        while (true)
        {
            SkipBlankLines();
            if (Peek() == ']') { _at++; return; }
            var start = _at;
            Value(depth + 1);
            if (_fault is not null) { return; }
            element?.Invoke(start, _at);
            SkipBlankLines();
            if (Peek() == ',') { _at++; }
            else if (Peek() != ']') { Fail("a comma or ] is missing"); return; }
        }
    }

    private void InlineTable(int depth)
    {
        _at++;
        SkipSpaces();
        if (Peek() == '}') { _at++; return; }
        while (_fault is null)
        {
            Pair([], depth + 1, null);
            SkipSpaces();
            if (_fault is null && Peek() == '}') { _at++; return; }
            if (_fault is null && Peek() != ',') { Fail("a comma or } is missing"); }
            _at++;
            SkipSpaces();
        }
    }

    private string? Text(bool isKey)
    {
        var quote = _text[_at];
        var isLong = !isKey && _text.AsSpan(_at).StartsWith(new string(quote, 3), StringComparison.Ordinal);
        return isLong ? LongText(quote) : ShortText(quote);
    }

    private string? ShortText(char quote)
    {
        var value = new StringBuilder();
        for (_at++; Peek() != quote; _at++)
        {
            if (_at >= _text.Length || Peek() is '\n' or '\r') { Fail("a line ends inside a string"); return null; }
            if (quote == '"' && Peek() == '\\') { if (!Escape(value)) { return null; } }
            else { value.Append(Peek()); }
        }

        _at++;
        return value.ToString();
    }

    private string? LongText(char quote)
    {
        var value = new StringBuilder();
        var end = new string(quote, 3);
        for (_at += 3; !_text.AsSpan(_at).StartsWith(end, StringComparison.Ordinal); _at++)
        {
            if (_at >= _text.Length) { Fail("the text ends inside a string"); return null; }
            if (quote == '"' && Peek() == '\\' && _at + 1 < _text.Length && !char.IsWhiteSpace(_text[_at + 1])) { if (!Escape(value)) { return null; } }
            else { value.Append(Peek()); }
        }

        _at += 3;
        // Up to two quotes may stand right before the closing three.
        for (var more = 0; more < 2 && Peek() == quote; more++) { value.Append(quote); _at++; }
        return value.ToString();
    }

    // Stands at the backslash; leaves the reader at the last character of the escape.
    private bool Escape(StringBuilder value)
    {
        _at++;
        var digits = Peek() switch { 'u' => 4, 'U' => 8, 'x' => 2, _ => 0 };
        if (digits > 0)
        {
            if (_at + digits < _text.Length && int.TryParse(_text.AsSpan(_at + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
                && Rune.TryCreate(code, out var rune))
            {
                value.Append(rune.ToString());
                _at += digits;
                return true;
            }
        }
        else if ("btnfre\"\\".IndexOf(Peek(), StringComparison.Ordinal) is >= 0 and var at)
        {
            value.Append("\b\t\n\f\r\e\"\\"[at]);
            return true;
        }

        Fail("this escape does not exist in TOML; a backslash is written \\\\, or the text put in single quotes");
        return false;
    }

    private bool EndOfLine()
    {
        SkipSpaces();
        if (Peek() == '#') { SkipComment(); }
        if (Peek() == '\r') { _at++; }
        if (_at >= _text.Length) { return false; }
        if (Peek() != '\n') { Fail("the line must end here"); return false; }
        _at++;
        return true;
    }

    private void SkipBlankLines()
    {
        while (_at < _text.Length)
        {
            if (Peek() is ' ' or '\t' or '\r' or '\n') { _at++; }
            else if (Peek() == '#') { SkipComment(); }
            else { return; }
        }
    }

    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void SkipSpaces()
    {
        while (Peek() is ' ' or '\t') { _at++; }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Fail(string what) => _fault ??= TextFault.At(_text, _at, what);
}
