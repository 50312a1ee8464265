using System.Text;

namespace GraphMemory.Engine.Workspaces;

/// <summary>Reads one value of a git configuration file (git-config(1), "Syntax"). Files that it includes are not followed.</summary>
internal static class GitConfigFile
{
    /// <summary>The last value of a key in a section without a subsection; null when there is none.</summary>
    public static string? Value(string text, string section, string key)
    {
        string? value = null;
        var isInside = false;
        foreach (var line in Lines(text))
        {
            if (line.StartsWith('[')) { isInside = line.TrimEnd().Equals($"[{section}]", StringComparison.OrdinalIgnoreCase); }
            else if (isInside && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
                && line[..equals].Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                value = Unquoted(line.AsSpan(equals + 1).Trim());
            }
        }

        return value;
    }

    /// <summary>A backslash at the end of a line joins it with the next.</summary>
    private static IEnumerable<string> Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Select(line => line.TrimStart());

    private static string Unquoted(ReadOnlySpan<char> raw)
    {
        var value = new StringBuilder(raw.Length);
        var (isQuoted, kept) = (false, 0);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '"') { isQuoted = !isQuoted; }
            else if (!isQuoted && raw[i] is '#' or ';') { break; }
            else if (raw[i] == '\\' && i + 1 < raw.Length) { value.Append(Escaped(raw[++i])); }
            else { value.Append(raw[i]); }

            // Blanks at the end count only inside quotes.
            if (isQuoted || !char.IsWhiteSpace(raw[i])) { kept = value.Length; }
        }

        return value.ToString(0, kept);
    }

    private static char Escaped(char c) => c switch { 'n' => '\n', 't' => '\t', 'b' => '\b', _ => c };
}
