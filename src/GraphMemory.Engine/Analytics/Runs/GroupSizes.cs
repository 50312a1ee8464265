using GraphMemory.Kernels.Analytics;

namespace GraphMemory.Engine.Analytics.Runs;

/// <summary>Counts and picks the members of groups.</summary>
internal static class GroupSizes
{
    public static int[] Of(NodeGroups groups)
    {
        var sizes = new int[groups.Count];
        foreach (var group in groups.GroupOf.Span) { if (group >= 0) { sizes[group]++; } }
        return sizes;
    }

    /// <summary>For each wanted group its nodes of the highest degree, at most <paramref name="countMax"/>; equal ones by number.</summary>
    public static Dictionary<int, int[]> MostLinked(NodeGroups groups, StaticGraph graph, IReadOnlySet<int> wanted, int countMax)
    {
        var best = wanted.ToDictionary(group => group, _ => new PriorityQueue<int, (int Degree, int Place)>());
        var span = groups.GroupOf.Span;
        for (var node = 0; node < span.Length; node++)
        {
            if (!best.TryGetValue(span[node], out var queue)) { continue; }
            queue.Enqueue(node, (Degree(graph, node), -node));
            if (queue.Count > countMax) { queue.Dequeue(); }
        }

        return best.ToDictionary(pair => pair.Key, pair => Drained(pair.Value));
    }

    public static int Degree(StaticGraph graph, int node) => graph.Out.Degree(node) + (graph.IsDirected ? graph.In.Degree(node) : 0);

    private static int[] Drained(PriorityQueue<int, (int, int)> queue)
    {
        var nodes = new int[queue.Count];
        for (var i = nodes.Length - 1; i >= 0; i--) { nodes[i] = queue.Dequeue(); }
        return nodes;
    }
}
