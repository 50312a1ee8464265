namespace GraphMemory.Engine.Plugins.Summaries;

/// <summary>The sentences that speak for most of a text, in the order they stand in it.</summary>
public static class ExtractiveSummary
{
    /// <summary>Null when the text has no sentence that fits.</summary>
    /// <param name="sentencesMax">Sentences to choose at most.</param>
    /// <param name="lengthMax">Characters of the summary at most.</param>
    public static string? Of(string text, int sentencesMax, int lengthMax)
    {
        var sentences = Sentences.Of(text);
        var scores = TextRank.Scores(sentences);
        var (chosen, length) = (new SortedSet<int>(), 0);
        foreach (var at in Enumerable.Range(0, sentences.Length).OrderByDescending(at => scores[at]).ThenBy(at => at))
        {
            var more = sentences[at].Length + (chosen.Count > 0 ? 1 : 0);
            if (chosen.Count == sentencesMax) { break; }
            if (length + more > lengthMax || chosen.Any(other => sentences[other] == sentences[at])) { continue; }
            chosen.Add(at);
            length += more;
        }

        return chosen.Count == 0 ? null : string.Join(' ', chosen.Select(at => sentences[at]));
    }
}
