using System.Collections.Immutable;

namespace GraphMemory.Engine.Graph.Analysis;

/// <summary>Groups of texts that share words. Each method is deterministic, and leaves no group empty.</summary>
public static class TextClusters
{
    /// <summary>More would take longer than a person waits; <see cref="Hierarchical"/> looks at every pair.</summary>
    public const int TextsMax = 2_000;

    public const int HierarchicalTextsMax = 500;

    private const int RoundsMax = 30;

    /// <summary>Spherical k-means (Dhillon and Modha, 2001); the first centres are the texts farthest from each other.</summary>
    public static List<List<int>> KMeans(TermVectors vectors, int count)
    {
        var centres = FirstCentres(vectors, Math.Min(count, vectors.Count)).Select(text => vectors.Centroid([text])).ToList();
        var (assigned, isStable) = (new int[vectors.Count], false);
        for (var round = 0; round < RoundsMax && !isStable; round++)
        {
            isStable = round > 0;
            for (var text = 0; text < vectors.Count; text++)
            {
                var best = Best(centres.Count, centre => vectors.Similarity(text, centres[centre]));
                isStable &= assigned[text] == best;
                assigned[text] = best;
            }

            centres = [.. centres.Select((centre, i) => Members(assigned, i) is { Count: > 0 } members ? vectors.Centroid(members) : centre)];
        }

        return [.. Enumerable.Range(0, centres.Count).Select(centre => Members(assigned, centre)).Where(members => members.Count > 0)];
    }

    /// <summary>Agglomeration by average linkage (Sokal and Michener, 1958) until so many groups are left.</summary>
    public static List<List<int>> Hierarchical(TermVectors vectors, int count)
    {
        var groups = Enumerable.Range(0, vectors.Count).Select(text => new List<int> { text }).ToList();
        var sums = new double[vectors.Count, vectors.Count]; // of the similarities between two groups
        for (var a = 0; a < vectors.Count; a++)
        {
            for (var b = 0; b < vectors.Count; b++) { sums[a, b] = vectors.Similarity(a, b); }
        }

        var alive = Enumerable.Range(0, groups.Count).ToList();
        while (alive.Count > count)
        {
            var (first, second) = Nearest(alive, groups, sums);
            groups[first].AddRange(groups[second]);
            alive.Remove(second);
            foreach (var other in alive) { sums[first, other] = sums[other, first] = sums[first, other] + sums[second, other]; }
        }

        return [.. alive.Select(group => groups[group].Order().ToList())];
    }

    /// <summary>Density (Ester et al., 1996): texts with enough neighbours grow a group; what is in none is left out.</summary>
    public static List<List<int>> Dbscan(TermVectors vectors, double similarityMin = 0.25, int neighboursMin = 2)
    {
        var near = Enumerable.Range(0, vectors.Count).Select(text =>
            Enumerable.Range(0, vectors.Count).Where(other => other != text && vectors.Similarity(text, other) >= similarityMin).ToList()).ToList();
        var (groups, seen) = (new List<List<int>>(), new HashSet<int>());
        for (var text = 0; text < vectors.Count; text++)
        {
            if (near[text].Count < neighboursMin || seen.Contains(text)) { continue; }
            var (group, queue) = (new List<int>(), new Queue<int>([text]));
            while (queue.TryDequeue(out var next))
            {
                if (!seen.Add(next)) { continue; }
                group.Add(next);
                if (near[next].Count >= neighboursMin) { near[next].ForEach(queue.Enqueue); }
            }

            groups.Add([.. group.Order()]);
        }

        return groups;
    }

    private static ImmutableArray<int> FirstCentres(TermVectors vectors, int count)
    {
        var centres = ImmutableArray.CreateBuilder<int>();
        var nearest = new double[vectors.Count];
        for (var next = 0; centres.Count < count;)
        {
            centres.Add(next);
            for (var text = 0; text < vectors.Count; text++) { nearest[text] = Math.Max(nearest[text], text == next ? 2 : vectors.Similarity(text, next)); }
            next = Best(vectors.Count, text => -nearest[text]);
        }

        return centres.ToImmutable();
    }

    private static (int First, int Second) Nearest(List<int> alive, List<List<int>> groups, double[,] sums)
    {
        var (best, pair) = (double.NegativeInfinity, (0, 0));
        for (var i = 0; i < alive.Count; i++)
        {
            for (var j = i + 1; j < alive.Count; j++)
            {
                var average = sums[alive[i], alive[j]] / ((double)groups[alive[i]].Count * groups[alive[j]].Count);
                if (average > best) { (best, pair) = (average, (alive[i], alive[j])); }
            }
        }

        return pair;
    }

    private static List<int> Members(int[] assigned, int group) => [.. Enumerable.Range(0, assigned.Length).Where(text => assigned[text] == group)];

    private static int Best(int count, Func<int, double> score)
    {
        var (best, bestScore) = (0, double.NegativeInfinity);
        for (var i = 0; i < count; i++)
        {
            var value = score(i);
            if (value > bestScore) { (best, bestScore) = (i, value); }
        }

        return best;
    }
}
