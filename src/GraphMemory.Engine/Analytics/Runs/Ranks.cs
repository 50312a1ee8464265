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
        var sign = values.IsRanking ? 1 : -1;
        var worst = new PriorityQueue<int, (double Value, int Place)>(countMax + 1); // the least on top, to give way
        for (var node = 0; node < span.Length; node++)
        {
            if (!values.IsRanking && span[node] < 0) { continue; }
            var priority = (sign * span[node], -node);
            if (worst.Count < countMax) { worst.Enqueue(node, priority); }
            else if (worst.TryPeek(out _, out var least) && priority.CompareTo(least) > 0) { worst.EnqueueDequeue(node, priority); }
        }

        var first = new int[worst.Count];
        for (var i = first.Length - 1; i >= 0; i--) { first[i] = worst.Dequeue(); }
        return [.. first];
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
