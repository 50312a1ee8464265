using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// Louvain (Blondel, Guillaume, Lambiotte and Lefebvre, 2008): nodes move where they gain, communities become nodes, and so on until nothing
/// changes; then the way back down with moves on each level (Rotta and Noack, 2011), which the paper does not have and which finds markedly better
/// partitions. A round costs O(m).
/// </summary>
public static class Louvain
{
    /// <param name="graph">Undirected; weights, if any, positive.</param>
    /// <param name="groups">Receives the community of each node, numbered by first member.</param>
    /// <returns>How many communities there are.</returns>
    public static int Run(StaticGraph graph, Span<int> groups, CommunityObjective objective, ulong seed, Crew crew)
    {
        var levels = new Multilevel(graph, objective, seed, crew);
        Pass(levels);
        levels.Settle();
        var found = levels.Renumber();
        levels.Labels.CopyTo(groups);
        return found;
    }

    /// <summary>All the way up and down again, from the labels that are there.</summary>
    internal static void Pass(Multilevel levels)
    {
        levels.Move();
        for (var count = levels.Renumber(); count < levels.Level.NodeCount; count = levels.Renumber())
        {
            levels.Ascend(levels.Labels, count);
            levels.Move();
        }

        levels.Descend();
    }
}
