using System.Text.Json;

namespace GraphMemory.Server.Editing;

/// <summary>Reads JSON with comments and trailing commas (what editors call JSONC), keeping the place of everything.</summary>
internal sealed class JsoncReader
{
    private const int DepthMax = 64;
    private static readonly IReadOnlyList<JsoncChild> NoChildren = [];

    private readonly string _text;
    private int _at;
    private TextFault? _fault;

    private JsoncReader(string text) => _text = text;

    /// <summary>The one value of a text; neither value nor fault when it holds none.</summary>
    public static (JsoncNode? Root, TextFault? Fault) Read(string text)
    {
        var reader = new JsoncReader(text);
        reader.SkipTrivia();
        if (reader._fault is null && reader._at == text.Length) { return (null, null); }
        var root = reader.Value(0);
        reader.SkipTrivia();
        if (reader._fault is null && reader._at < text.Length) { reader.Fail("only one value may stand in the file"); }
        return reader._fault is null ? (root, null) : (null, reader._fault);
    }

    /// <summary>The characters that a string of the text stands for.</summary>
    public static string StringOf(string text, JsoncNode node) => Unescaped(text.AsSpan(node.Start, node.End - node.Start));

    private JsoncNode? Value(int depth)
    {
        if (_fault is not null) { return null; }
        if (depth > DepthMax) { return Fail($"values nest deeper than {DepthMax}"); }
        return Peek() switch
        {
            '{' => Container(JsoncKind.Object, '}', depth),
            '[' => Container(JsoncKind.Array, ']', depth),
            '"' => Text(),
            _ => Word(),
        };
    }

    private JsoncNode? Container(JsoncKind kind, char close, int depth)
    {
        var start = _at++;
        var children = new List<JsoncChild>();
        while (true)
        {
            SkipTrivia();
            if (_fault is not null) { return null; }
            if (Peek() == close) { return new(kind, start, ++_at, children); }
            if (children.Count > 0 && children[^1].Comma < 0) { return Fail($"a comma or {close} is missing"); }
            if (Child(kind, depth) is not { } child) { return null; }
            children.Add(child);
        }
    }

    private JsoncChild? Child(JsoncKind kind, int depth)
    {
        var start = _at;
        string? name = null;
        if (kind == JsoncKind.Object)
        {
            if (Peek() != '"') { Fail(_at == _text.Length ? "the text ends inside an object" : "the name of a member must stand in double quotes"); return null; }
            if (Text() is not { } key) { return null; }
            name = StringOf(_text, key);
            SkipTrivia();
            if (_fault is null && Peek() != ':') { Fail("a colon is missing behind the name"); }
            if (_fault is not null) { return null; }
            _at++;
            SkipTrivia();
        }

        if (Value(depth + 1) is not { } value) { return null; }
        SkipTrivia();
        return new(name, start, value, Peek() == ',' ? _at++ : -1);
    }

    private JsoncNode? Text()
    {
        var start = _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] < ' ') { return Fail("a line ends inside a string"); }
            if (_text[_at] != '\\') { _at++; continue; }
            if (!IsEscape()) { return Fail("this escape does not exist in JSON; a backslash is written \\\\"); }
            _at += _text[_at + 1] == 'u' ? 6 : 2;
        }

        if (_at >= _text.Length) { return Fail("the text ends inside a string"); }
        return new(JsoncKind.String, start, ++_at, NoChildren);
    }

    private bool IsEscape() => _at + 1 < _text.Length && (_text[_at + 1] == 'u'
        ? _at + 5 < _text.Length && IsHex(_text.AsSpan(_at + 2, 4))
        : "\"\\/bfnrt".Contains(_text[_at + 1], StringComparison.Ordinal));

    private static bool IsHex(ReadOnlySpan<char> digits)
    {
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit)) { return false; }
        }

        return true;
    }

    private JsoncNode? Word()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '+' or '-' or '.')) { _at++; }
        var word = _text.AsSpan(start, _at - start);
        if (word is "true" or "false" or "null" || IsNumber(word)) { return new(JsoncKind.Other, start, _at, NoChildren); }
        _at = start;
        return Fail(_at >= _text.Length ? "the text ends where a value must stand" : "this is no value");
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !(char.IsAsciiDigit(word[0]) || word[0] == '-')) { return false; }
        Span<byte> bytes = stackalloc byte[64];
        if (word.Length > bytes.Length) { return false; }
        var length = System.Text.Encoding.ASCII.GetBytes(word, bytes);
        try
        {
            var reader = new Utf8JsonReader(bytes[..length]);
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.BytesConsumed == length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void SkipTrivia()
    {
        while (_at < _text.Length && _fault is null)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\n') { _at++; }
            else if (_text[_at] == '/') { SkipComment(); }
            else { return; }
        }
    }

    private void SkipComment()
    {
        if (_text.AsSpan(_at).StartsWith("//", StringComparison.Ordinal))
        {
            var end = _text.IndexOf('\n', _at);
            _at = end < 0 ? _text.Length : end;
        }
        else if (_text.AsSpan(_at).StartsWith("/*", StringComparison.Ordinal))
        {
            var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            if (end < 0) { Fail("the text ends inside a comment"); }
            else { _at = end + 2; }
        }
        else { Fail("this is no value"); }
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private JsoncNode? Fail(string what)
    {
        _fault ??= TextFault.At(_text, _at, what);
        return null;
    }

    private static string Unescaped(ReadOnlySpan<char> quoted)
    {
        var inner = quoted[1..^1];
        if (!inner.Contains('\\')) { return inner.ToString(); }
        var text = new System.Text.StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\') { text.Append(inner[i]); continue; }
            i++;
            if (inner[i] == 'u')
            {
                text.Append((char)ushort.Parse(inner.Slice(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier));
                i += 4;
            }
            else { text.Append(inner[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other }); }
        }

        return text.ToString();
    }
}
