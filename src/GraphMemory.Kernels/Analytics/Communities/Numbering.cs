namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>Numbers of groups.</summary>
internal static class Numbering
{
    /// <summary>Numbers groups 0, 1, 2 ... by their first member.</summary>
    /// <param name="labels">Any numbers from 0 to below the length of <paramref name="scratch"/>.</param>
    /// <returns>How many groups there are.</returns>
    public static int ByFirstMember(Span<int> labels, Span<int> scratch)
    {
        scratch.Fill(-1);
        var count = 0;
        foreach (ref var label in labels)
        {
            ref var number = ref scratch[label];
            if (number < 0) { number = count++; }
            label = number;
        }

        return count;
    }

    /// <summary>0, 1, 2 ...: every node alone.</summary>
    public static void Separate(Span<int> labels)
    {
        for (var node = 0; node < labels.Length; node++) { labels[node] = node; }
    }
}
