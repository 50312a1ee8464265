namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Single linkage as the shortest tree that spans the points (Gower and Ross, 1969), grown by Prim's rule: no matrix.</summary>
internal static class SpanningTree
{
    public static Dendrogram Run(Points points, CancellationToken cancellation)
    {
        var joined = new List<(int, int, double)>(Math.Max(0, points.Count - 1));
        if (points.Count == 0) { return Dendrogram.Of(0, joined); }
        var (squares, nearest, linked) = (new double[points.Stride], new double[points.Stride], new int[points.Count]);
        nearest.AsSpan().Fill(double.PositiveInfinity);
        var (place, isIn, newest) = (new double[points.Dimensions], new bool[points.Count], 0);
        while (joined.Count < points.Count - 1)
        {
            cancellation.ThrowIfCancellationRequested();
            isIn[newest] = true;
            nearest[newest] = double.PositiveInfinity;
            points.Place(newest, place);
            Distances.Squared(points, place, 0, points.Count, squares);
            for (var point = 0; point < isIn.Length; point++)
            {
                if (!isIn[point] && squares[point] < nearest[point]) { (nearest[point], linked[point]) = (squares[point], newest); }
            }

            newest = LeastOf.Index(nearest);
            joined.Add((linked[newest], newest, Math.Sqrt(nearest[newest])));
        }

        return Dendrogram.Of(points.Count, joined);
    }
}
