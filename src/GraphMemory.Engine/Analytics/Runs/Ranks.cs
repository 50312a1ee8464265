using System.Collections.Immutable;
using GraphMemory.Kernels.Analytics.Statistics;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Orders the values of nodes and sums them up.</summary>
internal static class Ranks
{
    /// <summary>The first nodes: the greatest values of a ranking, else the least ones from 0 on. Equal values by number of the node.</summary>
    public static ImmutableArray<int> First(NodeValues values, int countMax)
    {
        var span = values.Values.Span;
        var (keys, nodes, count) = (new double[span.Length], new int[span.Length], 0);
        for (var node = 0; node < span.Length; node++)
        {
            if (!values.IsRanking && span[node] < 0) { continue; }
            (keys[count], nodes[count]) = (values.IsRanking ? -span[node] : span[node], node); // the best is the least
            count++;
        }

        var taken = Math.Min(count, countMax);
        if (taken == 0) { return []; }
        if (taken < count) { KeepLeast(keys.AsSpan(0, count), nodes, taken); }
        Array.Sort(keys, nodes, 0, taken);
        for (var (start, end) = (0, 0); start < taken; start = end)
        {
            for (end = start + 1; end < taken && keys[end] == keys[start];) { end++; }
            nodes.AsSpan(start, end - start).Sort();
        }

        return [.. nodes.AsSpan(0, taken)];
    }

    /// <summary>Moves the least keys to the front with their nodes; of equal ones at the edge those of the smallest numbers.</summary>
    private static void KeepLeast(Span<double> keys, int[] nodes, int countMax)
    {
        var edge = Selection.Find(keys.ToArray(), countMax - 1);
        var below = 0;
        foreach (var key in keys) { below += key < edge ? 1 : 0; }
        var (kept, atEdge) = (0, countMax - below);
        for (var i = 0; kept < countMax; i++)
        {
            if (keys[i] > edge || (keys[i] == edge && atEdge-- <= 0)) { continue; }
            (keys[kept], nodes[kept]) = (keys[i], nodes[i]);
            kept++;
        }
    }

    /// <summary>Null when no node has a value.</summary>
    public static ValueStatistics? Statistics(NodeValues values)
    {
        var span = values.Values.Span;
        var (known, count) = (new double[span.Length], 0);
        foreach (var value in span)
        {
            if (values.IsRanking || value >= 0) { known[count++] = value; }
        }

        if (count == 0) { return null; }
        var distribution = Distribution.Of(known.AsSpan(0, count));
        return new ValueStatistics(
            count, distribution.Mean, Selection.Median(known.AsSpan(0, count)), distribution.StandardDeviation, distribution.Least, distribution.Greatest);
    }
}
