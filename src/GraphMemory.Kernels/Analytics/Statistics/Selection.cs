namespace GraphMemory.Kernels.Analytics.Statistics;

/// <summary>The k-th smallest without sorting the rest (Hoare, Algorithm 65: Find, 1961; median of three as pivot).</summary>
public static class Selection
{
    /// <summary>The middle value, or the mean of the two middle ones. Reorders <paramref name="values"/>, which must not be empty.</summary>
    public static double Median(Span<double> values)
    {
        var upper = Find(values, values.Length / 2);
        if (values.Length % 2 == 1) { return upper; }
        var lower = double.NegativeInfinity;
        foreach (var value in values[..(values.Length / 2)]) { lower = Math.Max(lower, value); }
        return (lower + upper) / 2;
    }

    /// <summary>The value that would stand at <paramref name="place"/> if they were sorted; smaller ones come before it, greater ones after it.</summary>
    public static double Find(Span<double> values, int place)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = Pivot(values[low], values[low + ((high - low) / 2)], values[high]);
            var (left, right) = (low, high);
            while (left <= right)
            {
                while (values[left] < pivot) { left++; }
                while (pivot < values[right]) { right--; }
                if (left > right) { break; }
                (values[left], values[right]) = (values[right], values[left]);
                (left, right) = (left + 1, right - 1);
            }

            if (place <= right) { high = right; }
            else if (place >= left) { low = left; }
            else { break; }
        }

        return values[place];
    }

    private static double Pivot(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
