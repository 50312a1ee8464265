using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <param name="Groups">How many communities there are.</param>
/// <param name="Rounds">Passes over the nodes that were made.</param>
/// <param name="IsStable">Every node has a label that is heaviest around it.</param>
public readonly record struct LabelPropagationEnd(int Groups, int Rounds, bool IsStable);

/// <summary>
/// Label propagation (Raghavan, Albert and Kumara, 2007): a node takes the label that is heaviest around it, its own if that is among the heaviest, else
/// one of them by lot. Nodes come in an order drawn once, a block at a time; of two neighbours in a block that both want to change the earlier one
/// does, so the result is that of changing one node after another, whatever the number of threads. Only nodes beside a change are looked at
/// again (Traag and Šubelj, 2023). O(m) a round.
/// </summary>
public static class LabelPropagation
{
    /// <param name="graph">Undirected; weights, if any, positive.</param>
    /// <param name="groups">Receives the community of each node, numbered by first member.</param>
    public static LabelPropagationEnd Run(StaticGraph graph, Span<int> groups, int roundsMax, ulong seed, Crew crew)
    {
        var labels = new int[graph.NodeCount];
        Numbering.Separate(labels);
        var (rounds, isStable) = graph.IsWeighted
            ? new LabelRounds<GivenWeights>(graph.Out, labels, seed, crew).Run(roundsMax)
            : new LabelRounds<UnitWeights>(graph.Out, labels, seed, crew).Run(roundsMax);
        labels.CopyTo(groups);
        return new LabelPropagationEnd(Numbering.ByFirstMember(groups, labels), rounds, isStable);
    }
}
