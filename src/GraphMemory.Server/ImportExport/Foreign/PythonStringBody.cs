using System.Buffers;
using System.Globalization;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>What stands between the quotes of a Python string, with its escapes undone.</summary>
/// <param name="quote">Place of the opening quote.</param>
/// <param name="isBytes">Escapes spell bytes, which are read as UTF-8, or as Latin-1 when they are not.</param>
internal readonly ref struct PythonStringBody(string text, int quote, bool isRaw, bool isBytes)
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    public bool TryRead(out string value, out int end)
    {
        var mark = text[quote];
        var isTriple = quote + 2 < text.Length && text[quote + 1] == mark && text[quote + 2] == mark;
        var result = new StringBuilder();
        for (var at = quote + (isTriple ? 3 : 1); at < text.Length;)
        {
            if (text[at] == mark && (!isTriple || IsTripleAt(at, mark)))
            {
                end = at + (isTriple ? 3 : 1);
                value = Decoded(result);
                return true;
            }

            if (text[at] == '\\' && at + 1 < text.Length) { at = isRaw ? Raw(result, at) : Escape(result, at); }
            else { result.Append(text[at++]); }
        }

        (value, end) = ("", text.Length);
        return false;
    }

    private bool IsTripleAt(int at, char mark) => at + 2 < text.Length && text[at + 1] == mark && text[at + 2] == mark;

    private int Raw(StringBuilder result, int at)
    {
        result.Append(text, at, 2);
        return at + 2;
    }

    private int Escape(StringBuilder result, int at)
    {
        var kind = text[at + 1];
        var plain = kind switch
        {
            'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', 'v' => '\v', 'a' => '\a',
            '\\' or '\'' or '"' or '/' => kind, // the slash is JSON's
            _ => '\0',
        };
        if (plain != '\0') { return Append(result, plain, at + 2); }
        if (kind == '\n') { return at + 2; } // a line goes on
        if (kind is >= '0' and <= '7') { return Octal(result, at + 1); }
        var digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        return digits > 0 && TryHex(at + 2, digits, out var code) ? AppendCode(result, code, at + 2 + digits) : Raw(result, at);
    }

    private int Octal(StringBuilder result, int at)
    {
        var (code, end) = (0, at);
        while (end < text.Length && end - at < 3 && text[end] is >= '0' and <= '7') { code = (code * 8) + (text[end++] - '0'); }
        return Append(result, (char)code, end);
    }

    private bool TryHex(int at, int count, out int code)
    {
        code = 0;
        return at + count <= text.Length && !text.AsSpan(at, count).ContainsAnyExcept(Hex)
            && int.TryParse(text.AsSpan(at, count), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out code) && code is >= 0 and <= 0x10FFFF;
    }

    private static int Append(StringBuilder result, char value, int end)
    {
        result.Append(value);
        return end;
    }

    private static int AppendCode(StringBuilder result, int code, int end)
    {
        if (code > 0xFFFF) { result.Append(char.ConvertFromUtf32(code)); }
        else { result.Append((char)code); }
        return end;
    }

    private string Decoded(StringBuilder result)
    {
        var value = result.ToString();
        if (isBytes && value.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') && !value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            var bytes = Encoding.Latin1.GetBytes(value);
            if (System.Text.Unicode.Utf8.IsValid(bytes)) { value = Encoding.UTF8.GetString(bytes); }
        }

        return WholeCharacters.Of(value);
    }
}
