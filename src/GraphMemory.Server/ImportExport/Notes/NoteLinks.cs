namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>Wikilinks in a text: <c>[[Target]]</c>, <c>[[Target|label]]</c>, <c>[[Target#Heading]]</c>.</summary>
internal static class NoteLinks
{
    private const int TargetLengthMax = 1_000;

    public static IEnumerable<string> Targets(string text)
    {
        var last = 0;
        for (var end = text.IndexOf("]]", StringComparison.Ordinal); end >= 0; end = text.IndexOf("]]", end + 2, StringComparison.Ordinal))
        {
            var from = Math.Max(last, end - TargetLengthMax);
            var begin = text.AsSpan(from, end - from).LastIndexOf("[[", StringComparison.Ordinal);
            last = end;
            if (begin < 0) { continue; }
            if (TargetOf(text[(from + begin + 2)..end]) is { Length: > 0 } target) { yield return target; }
        }
    }

    /// <summary>What a link means, without its label; empty for a link within the note.</summary>
    public static string TargetOf(string inner) => inner.Split('|')[0].Split('#')[0].Trim();
}
