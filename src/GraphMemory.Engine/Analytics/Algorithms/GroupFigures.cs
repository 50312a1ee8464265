namespace GraphMemory.Engine.Analytics.Algorithms;

/// <summary>What is told of a partition into parts: how many, and the size of the largest.</summary>
internal static class GroupFigures
{
    public static AlgorithmResult Result(string name, int[] groups, int count, string countName, string largestName) => new()
    {
        Groups = new NodeGroups(name, groups, count),
        Figures = [new Figure(countName, count), new Figure(largestName, Largest(groups, count))],
    };

    /// <summary>Members of the largest group; 0 without any.</summary>
    public static int Largest(ReadOnlySpan<int> groups, int count)
    {
        var sizes = new int[count];
        foreach (var group in groups) { sizes[group]++; }
        return count == 0 ? 0 : sizes.Max();
    }
}
