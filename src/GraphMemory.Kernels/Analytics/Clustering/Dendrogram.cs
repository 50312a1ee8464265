namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Two clusters made one. Clusters 0 to below n are the points; the i-th merge makes cluster n + i.</summary>
/// <param name="Height">How far apart they were, by the linkage's measure.</param>
/// <param name="Size">Points in the new cluster.</param>
public readonly record struct Merge(int First, int Second, double Height, int Size);

/// <summary>The tree of a hierarchical clustering: n − 1 merges, lowest first.</summary>
public sealed class Dendrogram(int pointCount, Merge[] merges)
{
    public ReadOnlySpan<Merge> Merges => merges;

    /// <summary>The groups that are left when the highest merges are undone, numbered by first member.</summary>
    public int[] Cut(int groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        var top = new int[pointCount + merges.Length];
        for (var cluster = 0; cluster < top.Length; cluster++) { top[cluster] = cluster; }
        var kept = Math.Max(0, pointCount - groups);
        // Parents come after children, so one pass downwards names the top of each.
        for (var i = kept - 1; i >= 0; i--)
        {
            top[merges[i].First] = top[pointCount + i];
            top[merges[i].Second] = top[pointCount + i];
        }

        var groupOf = top[..pointCount];
        GroupNumbers.ByFirstMember(groupOf, top.Length);
        return groupOf;
    }

    /// <summary>Puts merges in order and gives clusters their numbers.</summary>
    /// <param name="joined">Any point of either side and the height, in an order in which merges of one cluster come after those it is made of,
    /// or at the same height.</param>
    internal static Dendrogram Of(int pointCount, List<(int First, int Second, double Height)> joined)
    {
        var order = joined.Select((merge, index) => (merge, index)).OrderBy(entry => entry.merge.Height).ThenBy(entry => entry.index);
        var (leader, cluster, size) = (new int[pointCount], new int[pointCount], new int[pointCount]);
        for (var point = 0; point < pointCount; point++) { (leader[point], cluster[point], size[point]) = (point, point, 1); }
        var merges = new List<Merge>(joined.Count);
        foreach (var ((a, b, height), _) in order)
        {
            var (first, second) = (Find(leader, a), Find(leader, b));
            var (lower, upper) = cluster[first] < cluster[second] ? (first, second) : (second, first);
            merges.Add(new Merge(cluster[lower], cluster[upper], height, size[first] + size[second]));
            leader[second] = first;
            size[first] += size[second];
            cluster[first] = pointCount + merges.Count - 1;
        }

        return new Dendrogram(pointCount, [.. merges]);
    }

    private static int Find(int[] leader, int point)
    {
        while (leader[point] != point) { point = leader[point] = leader[leader[point]]; }
        return point;
    }
}
