using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Kernels.Analytics;

namespace GraphMemory.Engine.Analytics.Findings;

/// <summary>How many groups, how large, and what runs between them.</summary>
internal static class GroupFindings
{
    /// <summary>Arcs above which bridges between groups are not counted: the count would cost more than a run.</summary>
    private const int ArcsMax = 50_000_000;

    /// <summary>Groups whose pairs are told apart: a table of counters holds them all.</summary>
    private const int PairedGroupsMax = 1_000;

    public static IEnumerable<string> Of(AlgorithmRun run, AlgorithmResult result, RunReport report)
    {
        if (result.Groups is not { } groups || report.Groups.IsEmpty) { yield break; }
        var sizes = GroupSizes.Of(groups);
        yield return Sizes(groups, sizes, report);
        var alone = sizes.Count(size => size == 1);
        if (alone > 0 && groups.Count > 1) { yield return FindingRules.Text($"{alone:N0} of them hold one node alone."); }
        if (run.Graph.Out.ArcCount > ArcsMax || run.Graph.EdgeCount == 0 || groups.Count < 2) { yield break; }
        foreach (var finding in Between(run, groups)) { yield return finding; }
    }

    private static string Sizes(NodeGroups groups, int[] sizes, RunReport report)
    {
        var largest = report.Groups[0];
        return FindingRules.Text($"{groups.Count:N0} {(groups.Count == 1 ? "group" : "groups")} ({groups.Name}); the largest holds {largest.Size:N0} of {report.NodeCount:N0} nodes ({(double)largest.Size / report.NodeCount:P1}), around {largest.Members[0]}; the median size is {sizes.Order().ElementAt(sizes.Length / 2):N0}.");
    }

    private static IEnumerable<string> Between(AlgorithmRun run, NodeGroups groups)
    {
        var bridges = Bridges.Of(run.Graph, groups);
        if (bridges.Crossing == 0)
        {
            yield return "No edge runs between groups.";
            yield break;
        }

        yield return FindingRules.Text($"{bridges.Crossing:N0} of {run.Graph.EdgeCount:N0} edges ({(double)bridges.Crossing / run.Graph.EdgeCount:P1}) run between groups.");
        if (bridges.Widest is { } pair)
        {
            yield return FindingRules.Text($"The groups {pair.First} and {pair.Second} have the most edges between them, {pair.Edges:N0}.");
        }

        if (bridges.GroupsTouched > 2) { yield return FindingRules.Text($"{run.Subject.NodeName(bridges.Broadest)} is linked into {bridges.GroupsTouched:N0} groups, more than any other node."); }
    }

    /// <param name="Crossing">Edges whose ends are in different groups.</param>
    /// <param name="Widest">The two groups with the most edges between them.</param>
    /// <param name="Broadest">The node with neighbours in the most groups.</param>
    private sealed record Bridges(long Crossing, (int First, int Second, int Edges)? Widest, int Broadest, int GroupsTouched)
    {
        public static Bridges Of(StaticGraph graph, NodeGroups groups)
        {
            var groupOf = groups.GroupOf.Span;
            var isPaired = groups.Count <= PairedGroupsMax;
            var pairs = isPaired ? new int[groups.Count * groups.Count] : [];
            var (seenBy, crossing, broadest, most) = (new int[groups.Count], 0L, 0, 0);
            for (var node = 0; node < graph.NodeCount; node++)
            {
                var (own, touched) = (groupOf[node], 0);
                foreach (var target in graph.Out.Row(node))
                {
                    var other = groupOf[target];
                    if (other < 0) { continue; }
                    if (seenBy[other] != node + 1) { (seenBy[other], touched) = (node + 1, touched + 1); }
                    if (own == other || own < 0) { continue; }
                    crossing++;
                    if (isPaired) { pairs[(Math.Min(own, other) * groups.Count) + Math.Max(own, other)]++; }
                }

                if (touched > most) { (broadest, most) = (node, touched); }
            }

            var each = graph.IsDirected ? 1 : 2; // an undirected edge is met from both its ends
            var widest = pairs.Length == 0 ? -1 : Array.IndexOf(pairs, pairs.Max());
            return new Bridges(
                crossing / each, widest < 0 || pairs[widest] == 0 ? null : (widest / groups.Count, widest % groups.Count, pairs[widest] / each), broadest, most);
        }
    }
}
