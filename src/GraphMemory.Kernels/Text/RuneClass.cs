using System.Globalization;
using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>What a character means for cutting text into words and identifiers into parts.</summary>
internal enum RuneClass : byte
{
    None,
    Lower,
    Upper,
    Letter, // of a script without case
    Mark,
    Digit,
    Underscore,
    Gram, // of a script written without spaces
}

/// <summary>Classes of characters: a table for ASCII, Unicode categories for the rest.</summary>
internal static class RuneClasses
{
    private static readonly RuneClass[] Ascii = [.. Enumerable.Range(0, 128).Select(value => OfAscii((char)value))];

    /// <summary>Class of the character at <paramref name="at"/> and its length in UTF-16 units; a lone surrogate is None.</summary>
    public static RuneClass At(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        if (text[at] < 128) { return Ascii[text[at]]; }
        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return Of(LatinFolding.Narrow(rune));
    }

    private static RuneClass Of(Rune rune)
    {
        if (rune.IsAscii) { return Ascii[rune.Value]; }
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => RuneClass.Upper,
            UnicodeCategory.LowercaseLetter => RuneClass.Lower,
            UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => IsGram(rune.Value) ? RuneClass.Gram : RuneClass.Letter,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => RuneClass.Mark,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber =>
                IsGram(rune.Value) ? RuneClass.Gram : RuneClass.Digit,
            _ => RuneClass.None,
        };
    }

    // Han with its iteration mark and zero, Hiragana, Katakana (also half-width), and the Han supplements of planes 2 and 3.
    private static bool IsGram(int codePoint) => codePoint is
        (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or
        (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);

    private static RuneClass OfAscii(char value) => value switch
    {
        >= 'a' and <= 'z' => RuneClass.Lower,
        >= 'A' and <= 'Z' => RuneClass.Upper,
        >= '0' and <= '9' => RuneClass.Digit,
        '_' => RuneClass.Underscore,
        _ => RuneClass.None,
    };
}
