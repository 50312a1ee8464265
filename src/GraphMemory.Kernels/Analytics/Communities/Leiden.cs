using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// Leiden (Traag, Waltman and van Eck, From Louvain to Leiden, 2019): like Louvain, but what becomes a node is a well linked part of a community,
/// so later levels can still take a community apart. The first iteration begins with the communities of Louvain, which are cheaper to come by than those
/// of an iteration from single nodes, each later one with those of the one before. On the way back down nodes move again (Rotta and Noack, 2011); a
/// community that this has cut in two is split, so every community hangs together. An iteration costs about O(m).
/// </summary>
public static class Leiden
{
    /// <param name="graph">Undirected; weights, if any, positive.</param>
    /// <param name="groups">Receives the community of each node, numbered by first member.</param>
    /// <param name="iterationsMax">At least 1. Ends earlier when an iteration moves nothing.</param>
    /// <returns>How many communities there are.</returns>
    public static int Run(StaticGraph graph, Span<int> groups, CommunityObjective objective, int iterationsMax, ulong seed, Crew crew)
    {
        var levels = new Multilevel(graph, objective, seed, crew);
        var refinement = new Refinement(graph.NodeCount, graph.Out.ArcCount, crew.WorkerCount);
        Louvain.Pass(levels);
        for (var (iteration, hasMoved) = (0, true); hasMoved && iteration < iterationsMax; iteration++) { hasMoved = Iterate(levels, refinement, crew); }
        var found = Settle(levels, graph.Out);
        levels.Labels.CopyTo(groups);
        return found;
    }

    /// <summary>In turn single moves and splits, each of which raises the quality, until neither does.</summary>
    private static int Settle(Multilevel levels, Adjacency arcs)
    {
        while (true)
        {
            levels.Settle();
            var count = levels.Renumber();
            if (ConnectedGroups.Split(arcs, levels.Labels) == count) { return count; }
        }
    }

    internal static bool Iterate(Multilevel levels, Refinement refinement, Crew crew)
    {
        var hasMoved = levels.Move();
        for (var count = levels.Renumber(); count < levels.Level.NodeCount; count = levels.Renumber())
        {
            var partOf = new int[levels.Level.NodeCount];
            refinement.Run(levels.Level, levels.Labels, count, partOf, levels.Order, levels.Gamma, levels.NextSeed(), crew);
            var partCount = levels.Renumber(partOf);
            if (partCount == levels.Level.NodeCount) { break; }
            levels.Ascend(partOf, partCount);
            hasMoved |= levels.Move();
        }

        levels.Descend();
        return hasMoved;
    }
}
