using System.Globalization;
using System.Text.Json;

namespace GraphMemory.Server.ImportExport.Foreign;

/// <summary>
/// A reader of Python displays and literals (https://docs.python.org/3/reference/lexical_analysis.html#literals), one pass, that writes
/// JSON as it goes: tuples and sets become arrays, keys become text, bytes become the text they spell.
/// </summary>
internal ref struct PythonReader(string text, Utf8JsonWriter writer)
{
    /// <summary>Deeper nesting is refused, so that the stack cannot run out.</summary>
    private const int DepthMax = 64;

    private PythonText _text = new(text);

    public bool TryReadAll() => TryValue(0) && _text.IsAtEnd();

    private bool TryValue(int depth)
    {
        if (depth > DepthMax) { return false; }
        switch (_text.Peek())
        {
            case '{': return TryBraces(depth);
            case '[': return TrySequence(']', depth);
            case '(': return TrySequence(')', depth);
            case '<': return TryMember(depth);
            default: return TryScalar(depth);
        }
    }

    private bool TryScalar(int depth)
    {
        if (_text.TryString(out var words))
        {
            writer.WriteStringValue(words);
            return true;
        }

        if (_text.TryNumber(out var number))
        {
            writer.WriteRawValue(number);
            return true;
        }

        if (!_text.TryName(out var name)) { return false; }
        return _text.Peek() == '(' ? TryCall(name, depth) : TryConstant(name);
    }

    private readonly bool TryConstant(string name)
    {
        switch (name)
        {
            case "True" or "true": writer.WriteBooleanValue(true); return true;
            case "False" or "false": writer.WriteBooleanValue(false); return true;
            // JSON has no other number for these.
            case "None" or "null" or "nan" or "NaN" or "inf" or "Infinity": writer.WriteNullValue(); return true;
            default: return false;
        }
    }

    /// <summary>A list, or a tuple.</summary>
    private bool TrySequence(char end, int depth)
    {
        _text.Take();
        writer.WriteStartArray();
        return TryItems(end, depth);
    }

    private bool TryItems(char end, int depth)
    {
        while (!_text.TryTake(end))
        {
            if (!TryValue(depth + 1)) { return false; }
            if (!_text.TryTake(',') && _text.Peek() != end) { return false; }
        }

        writer.WriteEndArray();
        return true;
    }

    /// <summary>A dictionary, or a set when no colon follows the first item.</summary>
    private bool TryBraces(int depth)
    {
        _text.Take();
        if (_text.Peek() != '}' && !IsKeyAhead())
        {
            writer.WriteStartArray();
            return TryItems('}', depth);
        }

        writer.WriteStartObject();
        while (!_text.TryTake('}'))
        {
            if (!TryKey(out var key) || !_text.TryTake(':')) { return false; }
            writer.WritePropertyName(key);
            if (!TryValue(depth + 1)) { return false; }
            if (!_text.TryTake(',') && _text.Peek() != '}') { return false; }
        }

        writer.WriteEndObject();
        return true;
    }

    private bool IsKeyAhead()
    {
        var before = _text;
        var isKey = TryKey(out _) && _text.Peek() == ':';
        _text = before;
        return isKey;
    }

    /// <summary>Only what Python can hash is a key: never a list or a dictionary, so looking ahead stays linear.</summary>
    private bool TryKey(out string key)
    {
        _text.Peek();
        var start = _text.At;
        if (_text.TryString(out key)) { return true; }
        if (_text.TryNumber(out key)) { return true; }
        if (_text.TryName(out key))
        {
            key = key switch { "None" => "null", "True" => "true", "False" => "false", _ => key };
            return true;
        }

        if (!_text.TryPassTuple()) { return false; }
        key = _text.From(start);
        return true;
    }

    /// <summary>What a class prints for itself: a date and time, or a name around one literal as in <c>UUID('...')</c>.</summary>
    private bool TryCall(string name, int depth)
    {
        var word = name[(name.LastIndexOf('.') + 1)..];
        _text.Take();
        if (word is "datetime" or "date") { return TryDate(); }
        return TryValue(depth + 1) && _text.TryTake(')');
    }

    private bool TryDate()
    {
        var (parts, count, isUtc) = (new int[7], 0, false);
        while (!_text.TryTake(')'))
        {
            if (_text.TryNumber(out var number))
            {
                if (count == parts.Length || !int.TryParse(number, CultureInfo.InvariantCulture, out parts[count++])) { return false; }
            }
            else if (_text.TryName(out var name) && _text.TryTake('='))
            {
                var isZone = name == "tzinfo";
                if (!_text.TryName(out var value) && !_text.TryNumber(out value)) { return false; }
                if (isZone && !value.EndsWith("utc", StringComparison.OrdinalIgnoreCase)) { return false; }
                isUtc |= isZone;
            }
            else { return false; }

            if (!_text.TryTake(',') && _text.Peek() != ')') { return false; }
        }

        if (count < 3 || !IsDate(parts)) { return false; }
        var at = new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], DateTimeKind.Unspecified).AddMicroseconds(parts[6]);
        writer.WriteStringValue(at.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + (isUtc ? "Z" : ""));
        return true;
    }

    private static bool IsDate(int[] parts) =>
        parts[0] is >= 1 and <= 9999 && parts[1] is >= 1 and <= 12 && parts[2] >= 1 && parts[2] <= DateTime.DaysInMonth(parts[0], parts[1])
        && parts[3] is >= 0 and < 24 && parts[4] is >= 0 and < 60 && parts[5] is >= 0 and < 60 && parts[6] is >= 0 and < 1_000_000;

    /// <summary>A member of an enumeration, <c>&lt;Kind.FACT: 'fact'&gt;</c>: its value.</summary>
    private bool TryMember(int depth)
    {
        _text.Take();
        return _text.TryName(out _) && _text.TryTake(':') && TryValue(depth + 1) && _text.TryTake('>');
    }
}
