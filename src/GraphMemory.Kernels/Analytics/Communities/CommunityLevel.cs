namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// One level of a multi-level method: an undirected graph whose nodes may stand for many of the level below. Edges inside a node are left out,
/// since no move changes them; what a node counts for is its mass.
/// </summary>
/// <param name="Arcs">Every edge both ways. Above the base, targets of a row are in no order.</param>
/// <param name="Masses">Mass of each node.</param>
internal sealed record CommunityLevel(Adjacency Arcs, double[] Masses)
{
    public int NodeCount => Masses.Length;

    /// <summary>The graph itself, its nodes with the masses that the objective gives them.</summary>
    public static CommunityLevel Base(StaticGraph graph, CommunityObjective objective)
    {
        var masses = new double[graph.NodeCount];
        if (objective.Kind == CommunityObjectiveKind.ConstantPotts) { Array.Fill(masses, 1); }
        else { Strengths.Of(graph.Out, masses); }
        return new CommunityLevel(graph.Out, masses);
    }
}
