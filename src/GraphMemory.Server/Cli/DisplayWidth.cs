using System.Globalization;
using System.Text;

namespace GraphMemory.Server.Cli;

/// <summary>Cells a text takes on a terminal: East Asian wide characters take two (UAX #11), combining marks none.</summary>
internal static class DisplayWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) { width += Of(rune); }
        return width;
    }

    /// <summary>The text, ended by an ellipsis where it would be wider than <paramref name="widthMax"/>.</summary>
    public static string Cut(string text, int widthMax)
    {
        if (Of(text) <= widthMax) { return text; }
        var (kept, width) = (new StringBuilder(), 1);
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
            if (width > widthMax) { break; }
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + "…";
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    private static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
