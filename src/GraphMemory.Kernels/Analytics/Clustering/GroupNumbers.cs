namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Names of groups that do not depend on how they were found.</summary>
public static class GroupNumbers
{
    /// <summary>Renumbers groups by their first member, from 0; a negative number, for no group, stays.</summary>
    /// <param name="idsMax">Group numbers are below this.</param>
    /// <returns>How many groups there are.</returns>
    public static int ByFirstMember(Span<int> groupOf, int idsMax)
    {
        var (numbers, count) = (new int[idsMax], 0);
        foreach (ref var group in groupOf)
        {
            if (group < 0) { continue; }
            if (numbers[group] == 0) { numbers[group] = ++count; }
            group = numbers[group] - 1;
        }

        return count;
    }
}
