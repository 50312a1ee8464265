namespace GraphMemory.Kernels.Analytics.Statistics;

/// <summary>How numbers lie: their middle, their spread and their ends. Of no numbers all are 0.</summary>
/// <param name="StandardDeviation">Of the numbers themselves, not of what they are a sample of.</param>
public readonly record struct Distribution(int Count, double Mean, double StandardDeviation, double Least, double Greatest)
{
    /// <summary>Two passes: the mean, then the distances from it, which loses no digits to a large mean.</summary>
    public static Distribution Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) { return default; }
        var mean = Numbers.Sum(values) / values.Length;
        var (least, greatest) = Numbers.Range(values);
        return new Distribution(values.Length, mean, Math.Sqrt(Numbers.Scatter(values, mean) / values.Length), least, greatest);
    }

    /// <summary>The numbers with mean 0 and standard deviation 1; all 0 when they do not differ.</summary>
    public void Standardise(ReadOnlySpan<double> values, Span<double> results) =>
        Numbers.Rescale(values, Mean, StandardDeviation > 0 ? 1 / StandardDeviation : 0, results);

    /// <summary>Correlation of two series (Pearson, 1895), −1 to 1; 0 when one of them does not vary.</summary>
    /// <param name="scratch">As long as one series.</param>
    public static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> scratch)
    {
        var (ofA, ofB) = (Of(a), Of(b));
        if (!(ofA.StandardDeviation > 0 && ofB.StandardDeviation > 0)) { return 0; }
        ofA.Standardise(a, scratch);
        var together = (Numbers.Dot(scratch, b) - (ofB.Mean * Numbers.Sum(scratch))) / (a.Length * ofB.StandardDeviation);
        return Math.Clamp(together, -1, 1);
    }
}
