namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Columns of mean 0 and variance 1 (of the whole, not of a sample), so that no dimension counts more for its unit. A column without spread becomes 0.</summary>
public static class Standardisation
{
    public static void Apply(Points points)
    {
        for (var dimension = 0; dimension < points.Dimensions; dimension++) { Apply(points.Column(dimension)[..points.Count]); }
    }

    private static void Apply(Span<double> column)
    {
        if (column.IsEmpty) { return; }
        var mean = LaneSum.Of(column) / column.Length;
        foreach (ref var value in column) { value -= mean; }
        var deviation = Math.Sqrt(LaneSum.OfSquares(column) / column.Length);
        // What rounding leaves of a constant column is no spread.
        if (!(deviation > 1e-12 * Math.Abs(mean))) { column.Clear(); return; }
        foreach (ref var value in column) { value /= deviation; }
    }
}
