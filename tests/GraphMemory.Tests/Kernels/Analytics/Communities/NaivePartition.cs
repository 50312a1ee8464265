namespace GraphMemory.Tests.Kernels.Analytics.Communities;

/// <summary>Partitions judged by the definitions, pair by pair.</summary>
internal static class NaivePartition
{
    /// <summary>1/2m · Σ over all pairs of nodes of one group of A − resolution · k k / 2m.</summary>
    public static double Modularity(EdgeList list, int[] groups, double resolution = 1)
    {
        var arcs = list.Arcs();
        var strengths = new double[list.NodeCount];
        foreach (var (arc, weight) in arcs) { strengths[arc.Source] += weight; }
        var volume = strengths.Sum();
        return volume == 0 ? 0 : Pairs(groups).Sum(pair =>
            arcs.GetValueOrDefault(pair) - (resolution * strengths[pair.Item1] * strengths[pair.Item2] / volume)) / volume;
    }

    /// <summary>Σ over pairs of two nodes of one group of A − resolution.</summary>
    public static double ConstantPotts(EdgeList list, int[] groups, double resolution)
    {
        var arcs = list.Arcs();
        return Pairs(groups).Where(pair => pair.Item1 < pair.Item2).Sum(pair => arcs.GetValueOrDefault(pair) - resolution);
    }

    /// <summary>Every group hangs together: from its first member all others are reached without leaving it.</summary>
    public static bool IsConnected(EdgeList list, int[] groups)
    {
        var arcs = list.Arcs().Keys.ToLookup(arc => arc.Source, arc => arc.Target);
        return Enumerable.Range(0, groups.Length).GroupBy(node => groups[node]).All(group =>
        {
            var (reached, waiting) = (new HashSet<int> { group.First() }, new Queue<int>([group.First()]));
            while (waiting.TryDequeue(out var node))
            {
                foreach (var target in arcs[node].Where(target => groups[target] == group.Key && reached.Add(target))) { waiting.Enqueue(target); }
            }

            return reached.Count == group.Count();
        });
    }

    /// <summary>Groups are 0 to below the count, each first met in that order.</summary>
    public static void CheckNumbering(int[] groups, int count) =>
        Assert.Equal(Enumerable.Range(0, count), groups.Distinct());

    /// <summary>Greatest value over every partition of a few nodes.</summary>
    public static double Best(int nodes, Func<int[], double> value)
    {
        var (groups, best) = (new int[nodes], double.NegativeInfinity);
        Try(0, 0);
        return best;

        void Try(int node, int used)
        {
            if (node == nodes)
            {
                best = Math.Max(best, value(groups));
                return;
            }

            for (var group = 0; group <= used; group++)
            {
                groups[node] = group;
                Try(node + 1, Math.Max(used, group + 1));
            }
        }
    }

    private static IEnumerable<(int, int)> Pairs(int[] groups) =>
        from source in Enumerable.Range(0, groups.Length)
        from target in Enumerable.Range(0, groups.Length)
        where groups[source] == groups[target]
        select (source, target);
}
