using GraphMemory.Kernels.Analytics;

namespace GraphMemory.Engine.Analytics.Communities;

/// <summary>The nodes of each community that have most edges: what a reader knows it by.</summary>
internal static class CentralNodes
{
    public const int Count = 5;

    /// <returns>For each community its members of highest degree, the highest first, the lower number first among equals.</returns>
    public static List<int>[] Of(StaticGraph graph, ReadOnlySpan<int> groups, int groupCount)
    {
        var central = new List<int>[groupCount];
        for (var group = 0; group < groupCount; group++) { central[group] = new List<int>(Count + 1); }
        for (var node = 0; node < groups.Length; node++)
        {
            if (groups[node] >= 0) { Offer(central[groups[node]], node, graph.Out); }
        }

        return central;
    }

    private static void Offer(List<int> central, int node, Adjacency arcs)
    {
        var place = central.Count;
        while (place > 0 && arcs.Degree(central[place - 1]) < arcs.Degree(node)) { place--; }
        if (place == Count) { return; }
        central.Insert(place, node);
        if (central.Count > Count) { central.RemoveAt(Count); }
    }
}
