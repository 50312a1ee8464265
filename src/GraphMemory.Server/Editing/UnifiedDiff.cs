using System.Text;

namespace GraphMemory.Server.Editing;

/// <summary>What an edit changes, as <c>diff -u</c> shows it. An edit changes one stretch of lines, so one hunk tells all.</summary>
internal static class UnifiedDiff
{
    private const int ContextLines = 3;

    /// <param name="before">Null for a file that does not exist.</param>
    /// <param name="after">Null for a file that goes.</param>
    public static string Of(string path, string? before, string? after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var head = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) { head++; }
        var tail = 0;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) { tail++; }
        if (head + tail == old.Length && head + tail == now.Length) { return ""; }
        var (first, last) = (Math.Max(0, head - ContextLines), Math.Min(tail, ContextLines));
        var text = new StringBuilder()
            .Append($"--- {(before is null ? "/dev/null" : path)}\n+++ {(after is null ? "/dev/null" : path)}\n")
            .Append($"@@ -{Range(first, old.Length - tail + last)} +{Range(first, now.Length - tail + last)} @@\n");
        Append(text, ' ', old[first..head]);
        Append(text, '-', old[head..(old.Length - tail)]);
        Append(text, '+', now[head..(now.Length - tail)]);
        Append(text, ' ', old[(old.Length - tail)..(old.Length - tail + last)]);
        return text.ToString();
    }

    private static string Range(int first, int end) => end == first ? $"{first},0" : $"{first + 1},{end - first}";

    private static void Append(StringBuilder text, char sign, string[] lines)
    {
        foreach (var line in lines)
        {
            text.Append(sign).Append(line.TrimEnd('\r', '\n')).Append('\n');
            if (!line.EndsWith('\n')) { text.Append("\\ No newline at end of file\n"); }
        }
    }

    /// <summary>With their line ends.</summary>
    private static string[] Lines(string? text)
    {
        var lines = new List<string>();
        for (var start = 0; text is not null && start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }
}
