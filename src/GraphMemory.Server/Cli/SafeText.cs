using System.Text;

namespace GraphMemory.Server.Cli;

/// <summary>Stored text on a terminal: control characters could move its cursor or fake output (CWE-150), so they become spaces.</summary>
internal static class SafeText
{
    /// <summary>One line: every control character, line break and bidirectional override as a space.</summary>
    public static string Line(string text) => Clean(text, keepLines: false);

    /// <summary>Lines and tabs stay.</summary>
    public static string Block(string text) => Clean(text, keepLines: true);

    private static string Clean(string text, bool keepLines)
    {
        if (!text.Any(IsUnsafe)) { return text; }
        var clean = new StringBuilder(text.Length);
        foreach (var c in text) { clean.Append(IsUnsafe(c) && !(keepLines && c is '\n' or '\t') ? ' ' : c); }
        return clean.ToString();
    }

    private static bool IsUnsafe(char c) => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
