using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>How much nearer a point is to its own group than to the next one (Rousseeuw, 1987): (b − a) / max(a, b), where a is its mean distance
/// to the others of its group and b the least mean distance to another group. Exact: O(points² × dimensions).</summary>
public static class Silhouette
{
    /// <param name="groupOf">Group of each point; a negative number for a point in none, which is left out.</param>
    /// <param name="values">Receives a value for each point, in [−1, 1]: 0 for a point that is alone in its group or in none.</param>
    /// <returns>The mean over the points that are in a group; 0 when there are fewer than two groups.</returns>
    public static double Compute(Points points, ReadOnlySpan<int> groupOf, int groupCount, Span<double> values, Crew crew)
    {
        values.Clear();
        var order = new int[groupOf.Length - groupOf.Count(-1)];
        var starts = SortByGroup(groupOf, groupCount, order);
        if (groupCount < 2 || order.Length < 2) { return 0; }
        var work = new Rows(points.InOrder(order), starts, crew.WorkerCount);
        crew.Run(work, work.Chunks.Count);
        for (var i = 0; i < order.Length; i++) { values[order[i]] = work.Values[i]; }
        return LaneSum.Of(work.Values) / order.Length;
    }

    private static int[] SortByGroup(ReadOnlySpan<int> groupOf, int groupCount, int[] order)
    {
        var starts = new int[groupCount + 1];
        foreach (var group in groupOf) { if (group >= 0) { starts[group + 1]++; } }
        for (var group = 0; group < groupCount; group++) { starts[group + 1] += starts[group]; }
        var next = starts.AsSpan(0, groupCount).ToArray();
        for (var point = 0; point < groupOf.Length; point++) { if (groupOf[point] >= 0) { order[next[groupOf[point]]++] = point; } }
        return starts;
    }

    /// <summary>Points stand group by group, so the sum over a group is a sum over neighbours in memory.</summary>
    private sealed class Rows(Points points, int[] starts, int workers) : IChunkWork
    {
        private const int RowsPerChunk = 32;
        private readonly double[][] _scratch = [.. Enumerable.Range(0, workers).Select(_ => new double[points.Stride + points.Dimensions])];

        public Chunks Chunks { get; } = new(points.Count, RowsPerChunk);

        public double[] Values { get; } = new double[points.Count];

        public void Execute(int chunk, int worker)
        {
            var distances = _scratch[worker].AsSpan(0, points.Stride);
            var place = _scratch[worker].AsSpan(points.Stride);
            var own = 0;
            for (var point = Chunks.Start(chunk); point < Chunks.End(chunk); point++)
            {
                while (point >= starts[own + 1]) { own++; }
                points.Place(point, place);
                Distances.Plain(points, place, 0, points.Count, distances);
                Values[point] = Value(distances, own);
            }
        }

        private double Value(ReadOnlySpan<double> distances, int own)
        {
            var ownSize = starts[own + 1] - starts[own];
            if (ownSize == 1) { return 0; }
            var nearestOther = double.PositiveInfinity;
            for (var group = 0; group + 1 < starts.Length; group++)
            {
                var size = starts[group + 1] - starts[group];
                if (group != own && size > 0) { nearestOther = Math.Min(nearestOther, LaneSum.Of(distances.Slice(starts[group], size)) / size); }
            }

            var within = LaneSum.Of(distances.Slice(starts[own], ownSize)) / (ownSize - 1); // its distance from itself adds 0
            var greater = Math.Max(within, nearestOther);
            return greater > 0 && double.IsFinite(greater) ? (nearestOther - within) / greater : 0;
        }
    }
}
