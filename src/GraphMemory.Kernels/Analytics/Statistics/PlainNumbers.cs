namespace GraphMemory.Kernels.Analytics.Statistics;

/// <summary>The plain loops of <see cref="Numbers"/>: what is left over at an end, and what the wide ones are held against.</summary>
internal static class PlainNumbers
{
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) { sum += value; }
        return sum;
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) { sum += a[i] * b[i]; }
        return sum;
    }

    public static void AddScaled(double factor, ReadOnlySpan<double> from, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++) { to[i] += factor * from[i]; }
    }

    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) { sum += Math.Abs(a[i] - b[i]); }
        return sum;
    }

    public static double Scatter(ReadOnlySpan<double> values, double around)
    {
        var sum = 0.0;
        foreach (var value in values) { sum += (value - around) * (value - around); }
        return sum;
    }

    public static (double Least, double Greatest) Range(ReadOnlySpan<double> values)
    {
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) { (least, greatest) = (Math.Min(least, value), Math.Max(greatest, value)); }
        return (least, greatest);
    }

    public static void Rescale(ReadOnlySpan<double> values, double mean, double factor, Span<double> results)
    {
        for (var i = 0; i < values.Length; i++) { results[i] = (values[i] - mean) * factor; }
    }
}
