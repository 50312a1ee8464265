namespace GraphMemory.Tests.Kernels.Analytics.Components;

/// <summary>Who reaches whom, by Warshall's closure (1962).</summary>
internal static class NaiveReach
{
    /// <param name="without">A node, or an edge in both directions, that is taken out first.</param>
    public static bool[,] Of(EdgeList list, Func<int, int, bool>? without = null, bool isUndirected = false)
    {
        var reach = new bool[list.NodeCount, list.NodeCount];
        for (var node = 0; node < list.NodeCount; node++) { reach[node, node] = true; }
        foreach (var (source, target) in list.Arcs().Keys.Where(arc => without?.Invoke(arc.Source, arc.Target) != true))
        {
            reach[source, target] = true;
            if (isUndirected) { reach[target, source] = true; }
        }

        for (var by = 0; by < list.NodeCount; by++)
        {
            for (var from = 0; from < list.NodeCount; from++)
            {
                for (var to = 0; to < list.NodeCount; to++) { reach[from, to] |= reach[from, by] && reach[by, to]; }
            }
        }

        return reach;
    }

    /// <summary>Groups of nodes that reach each other, numbered by first member.</summary>
    public static int[] Groups(bool[,] reach)
    {
        var groups = new int[reach.GetLength(0)];
        var count = 0;
        for (var node = 0; node < groups.Length; node++)
        {
            var first = Enumerable.Range(0, node).FirstOrDefault(other => reach[node, other] && reach[other, node], node);
            groups[node] = first == node ? count++ : groups[first];
        }

        return groups;
    }
}
