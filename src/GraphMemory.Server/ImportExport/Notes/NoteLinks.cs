namespace GraphMemory.Server.ImportExport.Notes;

/// <summary>Wikilinks in a text: <c>[[Target]]</c>, <c>[[Target|label]]</c>, <c>[[Target#Heading]]</c>.</summary>
internal static class NoteLinks
{
    private const int TargetLengthMax = 1_000;

    public static IEnumerable<string> Targets(string text)
    {
        for (var at = text.IndexOf("[[", StringComparison.Ordinal); at >= 0; at = text.IndexOf("[[", at + 2, StringComparison.Ordinal))
        {
            var within = text.AsSpan(at + 2, Math.Min(TargetLengthMax, text.Length - at - 2));
            var end = within.IndexOf("]]", StringComparison.Ordinal);
            if (end <= 0) { continue; }
            if (TargetOf(within[..end].ToString()) is { Length: > 0 } target) { yield return target; }
        }
    }

    /// <summary>What a link means, without its label; empty for a link within the note.</summary>
    public static string TargetOf(string inner) => inner.Split('|')[0].Split('#')[0].Trim();
}
