using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// Escapes exactly what ECMAScript's JSON.stringify escapes (ECMA-262, QuoteJSONString): quotation mark, reverse solidus and control
/// characters. The relaxed encoder of the base library would also escape everything beyond the basic plane, such as emoji.
/// </summary>
internal sealed class ReferenceJsonEncoder : JavaScriptEncoder
{
    public static ReferenceJsonEncoder Instance { get; } = new();

    /// <summary>One line, as in the memory file.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = Instance, SkipValidation = true };

    /// <summary>Two blanks a level, as in the text of a result.</summary>
    public static JsonWriterOptions Indented { get; } = new() { Encoder = Instance, Indented = true, IndentSize = 2, NewLine = "\n" };

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (WillEncode(span[i])) { return i; }
            if (char.IsSurrogate(span[i]) && !IsPair(span, ref i)) { return i; }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var output = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar) && Rune.TryCreate(unicodeScalar, out var rune))
        {
            return rune.TryEncodeToUtf16(output, out numberOfCharactersWritten);
        }

        var escaped = Escape(unicodeScalar);
        numberOfCharactersWritten = escaped.TryCopyTo(output) ? escaped.Length : 0;
        return numberOfCharactersWritten > 0;
    }

    private static bool IsPair(ReadOnlySpan<char> text, ref int index)
    {
        if (index + 1 >= text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) { return false; }
        index++;
        return true;
    }

    private static string Escape(int unicodeScalar) => unicodeScalar switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + unicodeScalar.ToString("x4", CultureInfo.InvariantCulture),
    };
}
