using System.Globalization;
using System.Text;

namespace GraphMemory.Engine.Graph.Queries;

/// <summary>
/// Lower case as ECMAScript has it (Unicode SpecialCasing), so that search_nodes finds what the reference server finds: the base
/// library's simple mapping differs for the dotted capital I and for a sigma at the end of a word.
/// </summary>
internal static class LowerCase
{
    private const char DottedI = '\u0130';
    private const char Sigma = '\u03A3';
    private const char FinalSigma = '\u03C2';
    private const string WordMarks = "'.:\u00B7\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

    public static string Of(string text) =>
        text.AsSpan().IndexOfAny(DottedI, Sigma) < 0 ? text.ToLowerInvariant() : Special(text);

    private static string Special(string text)
    {
        var lower = new StringBuilder(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == DottedI) { lower.Append("i\u0307"); }
            else if (text[i] == Sigma && IsCasedBeside(text, i, -1) && !IsCasedBeside(text, i, 1)) { lower.Append(FinalSigma); }
            else { lower.Append(text[i]); }
        }

        return lower.ToString().ToLowerInvariant();
    }

    /// <summary>Whether the next character in a direction that is not case-ignorable has case.</summary>
    private static bool IsCasedBeside(string text, int index, int step)
    {
        for (var i = index + step; i >= 0 && i < text.Length; i += step)
        {
            if (!IsIgnorable(text[i])) { return char.IsLower(text[i]) || char.IsUpper(text[i]); }
        }

        return false;
    }

    private static bool IsIgnorable(char c) => WordMarks.Contains(c, StringComparison.Ordinal) || char.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
