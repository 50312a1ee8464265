namespace GraphMemory.Kernels.Analytics.Statistics;

/// <summary>Values below which given shares of the numbers lie, by <see cref="Selection"/> instead of sorting: O(n) for few shares.</summary>
public static class Quantiles
{
    /// <param name="values">None of them NaN; reordered.</param>
    /// <param name="shares">0 to 1, ascending. Between two numbers the value is interpolated; of no numbers it is 0.</param>
    public static void Of(Span<double> values, ReadOnlySpan<double> shares, Span<double> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, shares.Length);
        var from = 0; // what is left of it is in its place already
        for (var i = 0; i < shares.Length; i++)
        {
            if (values.IsEmpty) { results[i] = 0; continue; }
            var position = Math.Clamp(shares[i], 0, 1) * (values.Length - 1);
            var rank = Math.Max(from, (int)position);
            results[i] = Selection.Find(values[from..], rank - from);
            from = rank;
            if (position > rank) { results[i] += (position - rank) * (Numbers.Range(values[(rank + 1)..]).Least - values[rank]); }
        }
    }
}
