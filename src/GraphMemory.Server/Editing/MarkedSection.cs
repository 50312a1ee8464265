namespace GraphMemory.Server.Editing;

/// <summary>A part of somebody's Markdown file that is ours: between two comments, everything else is theirs.</summary>
internal static class MarkedSection
{
    public const string Begin = "<!-- graphmemory:begin (kept by \"graphmemory setup\"; what you write in here is replaced) -->";
    public const string End = "<!-- graphmemory:end -->";

    private const string BeginMark = "<!-- graphmemory:begin";

    public static Edited Set(string text, string body)
    {
        var newLine = TextLayout.NewLineOf(text);
        var section = string.Join(newLine, [Begin, .. body.Split('\n'), End]);
        var (start, end, fault) = Find(text);
        if (fault is not null) { return fault; }
        if (start >= 0) { return text[..start] + section + text[end..]; }
        if (text.Length == 0) { return section + newLine; }
        return text + (text.EndsWith('\n') ? newLine : newLine + newLine) + section + newLine;
    }

    /// <summary>With the blank line before it.</summary>
    public static Edited Remove(string text)
    {
        var (start, end, fault) = Find(text);
        if (fault is not null) { return fault; }
        if (start < 0) { return text; }
        if (end < text.Length && text[end] == '\r') { end++; }
        if (end < text.Length && text[end] == '\n') { end++; }
        return text[..BlankBefore(text, start)] + text[end..];
    }

    private static int BlankBefore(string text, int start)
    {
        if (start == 0 || text[start - 1] != '\n') { return start; }
        var lineEnd = start > 1 && text[start - 2] == '\r' ? start - 2 : start - 1;
        return lineEnd > 0 && text[lineEnd - 1] == '\n' ? lineEnd : start;
    }

    public static bool Holds(string text) => Find(text) is { Start: >= 0, Fault: null };

    /// <summary>Start is -1 when there is none.</summary>
    private static (int Start, int End, TextFault? Fault) Find(string text)
    {
        var start = text.IndexOf(BeginMark, StringComparison.Ordinal);
        var end = text.IndexOf(End, Math.Max(0, start), StringComparison.Ordinal);
        if (start < 0) { return (-1, -1, end < 0 ? null : TextFault.At(text, end, $"the line \"{BeginMark} ... -->\" is missing before this")); }
        return end < 0 ? (-1, -1, TextFault.At(text, start, $"the line \"{End}\" is missing behind this")) : (start, end + End.Length, null);
    }
}
