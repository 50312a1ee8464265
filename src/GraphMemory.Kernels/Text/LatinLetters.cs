using System.Text;

namespace GraphMemory.Kernels.Text;

/// <summary>Latin letters as vocabularies of language models know them: in lower case and without their accents, otherwise as they are.</summary>
public static class LatinLetters
{
    /// <summary>The letter without accent in lower case. Letters that are no letter with an accent (ø, ß, æ) only lose their case.</summary>
    public static Rune Fold(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        var folded = LatinFolding.Fold(lower);
        return folded.Length == 1 && !IsLetterOfItsOwn(lower.Value) ? new Rune(folded[0]) : lower;
    }

    private static bool IsLetterOfItsOwn(int letter) => letter
        is 'æ' or 'ð' or 'ø' or 'þ' or 'ß' or 'đ' or 'ħ' or 'ı' or 'ĸ' or 'ł' or 'ŋ' or 'œ' or 'ŧ' or 'ſ' or (>= 0x180 and <= 0x19F) or (>= 0x1A2 and <= 0x1AE)
        or (>= 0x1B1 and <= 0x1CC) or 0x1DD or (>= 0x1E4 and <= 0x1E5) or (>= 0x21C and <= 0x21D) or (>= 0x220 and <= 0x225) or >= 0x234 and < 0x250;
}
