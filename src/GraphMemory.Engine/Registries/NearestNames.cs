namespace GraphMemory.Engine.Registries;

/// <summary>"Did you mean": names at a small edit distance (Damerau 1964, optimal string alignment).</summary>
public static class NearestNames
{
    /// <summary>At most <paramref name="countMax"/> names no farther than a third of the word's length (at least 2 edits), nearest first.</summary>
    public static IEnumerable<string> Of(string name, IEnumerable<string> known, int countMax = 3)
    {
        var reach = Math.Max(2, name.Length / 3);
        return known.Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= reach)
            .OrderBy(pair => pair.distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(countMax).Select(pair => pair.candidate);
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.</summary>
    public static int Distance(string a, string b)
    {
        var (before, last, row) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++) { last[j] = j; }
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped) { row[j] = Math.Min(row[j], before[j - 2] + 1); }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }
}
