namespace GraphMemory.Kernels.Ranking;

/// <summary>How much two sets have in common.</summary>
public static class NearDuplicates
{
    /// <summary>|A ∩ B| / |A ∪ B| of two ascending runs of distinct ids; 0 when both are empty.</summary>
    public static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var common = CountCommon(a, b);
        var all = a.Length + b.Length - common;
        return all == 0 ? 0 : (double)common / all;
    }

    /// <summary>|A ∩ B| / min(|A|, |B|): 1 when one set contains the other; 0 when one is empty.</summary>
    public static double Containment(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var smaller = Math.Min(a.Length, b.Length);
        return smaller == 0 ? 0 : (double)CountCommon(a, b) / smaller;
    }

    private static int CountCommon(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var (left, right) = (a[i], b[j]); // no branch on the data: the order is not predictable
            common += left == right ? 1 : 0;
            i += left <= right ? 1 : 0;
            j += right <= left ? 1 : 0;
        }
        return common;
    }
}
