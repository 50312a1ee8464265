using System.Globalization;
using System.Numerics;
using System.Text;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>The scalars of Python source, taken one after the other from a text.</summary>
internal struct PythonText(string text)
{
    /// <summary>A longer number is no number that anything can hold; the bound keeps its conversion short.</summary>
    private const int DigitsMax = 400;

    public int At { get; private set; }

    /// <summary>The next character that is no blank, left in place; NUL at the end.</summary>
    public char Peek()
    {
        while (At < text.Length && char.IsWhiteSpace(text[At])) { At++; }
        return At < text.Length ? text[At] : '\0';
    }

    public void Take() => At++;

    public bool TryTake(char wanted)
    {
        if (Peek() != wanted || At >= text.Length) { return false; }
        At++;
        return true;
    }

    public bool IsAtEnd() => Peek() == '\0' && At >= text.Length;

    public readonly string From(int start) => text[start..At];

    /// <summary>A dotted name.</summary>
    public bool TryName(out string name)
    {
        Peek();
        var start = At;
        while (At < text.Length && (char.IsLetterOrDigit(text[At]) || text[At] is '_' or '.')) { At++; }
        name = text[start..At];
        return name.Length > 0 && !char.IsDigit(name[0]);
    }

    /// <summary>Neighbouring strings are one, as in Python.</summary>
    public bool TryString(out string value)
    {
        value = "";
        if (!TryOneString(out var first)) { return false; }
        value = first;
        StringBuilder? joined = null;
        while (TryOneString(out var next)) { (joined ??= new StringBuilder(value)).Append(next); }
        if (joined is not null) { value = joined.ToString(); }
        return true;
    }

    /// <summary>A number as JSON writes it.</summary>
    public bool TryNumber(out string number)
    {
        Peek();
        var start = At;
        if (At < text.Length && text[At] is '+' or '-') { At++; }
        var digits = At;
        while (At < text.Length && (char.IsAsciiLetterOrDigit(text[At]) || text[At] is '.' or '_' || IsExponentSign())) { At++; }
        if (At > digits && (char.IsAsciiDigit(text[digits]) || text[digits] == '.') && Number(text[start] == '-', text[digits..At]) is { } known)
        {
            number = known;
            return true;
        }

        (number, At) = ("", start);
        return false;
    }

    /// <summary>Passes over a tuple of scalars.</summary>
    public bool TryPassTuple()
    {
        var depth = 0;
        do
        {
            if (TryTake('(')) { depth++; }
            else if (TryTake(')')) { depth--; }
            else if (!TryTake(',') && !TryString(out _) && !TryNumber(out _) && !TryName(out _)) { return false; }
        }
        while (depth > 0);
        return true;
    }

    private readonly bool IsExponentSign() => text[At] is '+' or '-' && text[At - 1] is 'e' or 'E';

    private static string? Number(bool isNegative, string written)
    {
        var digits = written.Replace("_", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > DigitsMax) { return null; }
        var sign = isNegative ? "-" : "";
        if (digits.Length > 2 && digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return BigInteger.TryParse("0" + digits[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var whole) ? sign + whole : null;
        }

        if (digits.All(char.IsAsciiDigit)) { return sign + (digits.TrimStart('0') is { Length: > 0 } rest ? rest : "0"); }
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) ? sign + value.ToString("R", CultureInfo.InvariantCulture) : null;
    }

    private bool TryOneString(out string value)
    {
        value = "";
        Peek();
        var quote = At;
        while (quote < text.Length && quote - At < 3 && text[quote] is 'b' or 'B' or 'r' or 'R' or 'u' or 'U' or 'f' or 'F') { quote++; }
        if (quote >= text.Length || text[quote] is not ('\'' or '"')) { return false; }
        var prefix = text.AsSpan(At, quote - At);
        var body = new PythonStringBody(text, quote, prefix.ContainsAny('r', 'R'), prefix.ContainsAny('b', 'B'));
        if (!body.TryRead(out value, out var end)) { return false; }
        At = end;
        return true;
    }
}
