using CsCheck;
using GraphMemory.Engine.Analytics.Live;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics.Live;

public sealed class LiveRankingTests
{
    [Fact]
    public void A_node_that_many_begin_to_point_to_rises_and_the_others_fall()
    {
        var live = Of(new EdgeList(12, [.. Enumerable.Range(1, 8).Select(leaf => new Edge(leaf, 0, 1))], IsDirected: true, IsWeighted: false), top: 3);
        Assert.Equal(0, live.Ranked[0]);
        Assert.Empty(live.Settle());
        for (var leaf = 1; leaf <= 9; leaf++)
        {
            if (leaf < 9) { live.SetEdge(leaf, 0, 0); }
            live.SetEdge(leaf, 11, 1);
        }

        var changes = live.Settle();
        Assert.Equal(11, live.Ranked[0]);
        Assert.Contains(changes, change => change is { Node: 11, Rank: 1 });
        Assert.Contains(changes, change => change.Node == 0 && change.RankBefore == 1 && change.Rank != 1);
        Assert.Contains(changes, change => change.Rank is null);
        Assert.Equal(0, live.Weight(1, 0));
    }

    [Fact]
    public void A_new_node_can_come_to_the_top()
    {
        var live = Of(TestGraphs.PathOf(5), top: 2);
        var node = live.AddNode();
        Assert.Equal((5, 6), (node, live.NodeCount));
        for (var other = 0; other < 5; other++) { live.SetEdge(node, other, 1); }
        var change = live.Settle().First(change => change.Node == node);
        Assert.Equal((null, 1), (change.RankBefore, change.Rank));
        Assert.InRange(change.Score, 0.2, 0.5);
        Assert.Equal(6, live.ChangedRowCount);
    }

    [Fact]
    public void Told_changes_lead_from_the_ranks_before_to_scores_computed_anew() =>
        TestGraphs.Any.Where(list => list.NodeCount > 4).Select(Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 2]).Array[1, 12]).Sample((list, writes) =>
        {
            var live = Of(list, top: 4);
            var ranked = live.Ranked.ToArray();
            var edges = list.Arcs().ToDictionary(arc => arc.Key, arc => (float)arc.Value);
            foreach (var (from, to, weight) in writes)
            {
                var (source, target) = (from % list.NodeCount, to % list.NodeCount);
                if (source == target) { continue; }
                live.SetEdge(source, target, weight);
                edges[(source, target)] = weight;
                if (!list.IsDirected) { edges[(target, source)] = weight; }
            }

            foreach (var change in live.Settle().Where(change => change.Rank is not null)) { ranked[change.Rank!.Value - 1] = change.Node; }
            Assert.Equal(live.Ranked, ranked);
            var anew = Scores(new EdgeList(list.NodeCount, [.. edges.Where(edge => edge.Value > 0).Select(edge => new Edge(edge.Key.Source, edge.Key.Target, edge.Value))], IsDirected: true, IsWeighted: true));
            var best = anew.OrderDescending().Take(4).ToArray();
            Assert.All(ranked.Zip(best), pair => Assert.Equal(pair.Second, anew[pair.First], 1e-2)); // near ties may change places
        });

    private static LiveRanking Of(EdgeList list, int top)
    {
        using var crew = new Crew(2);
        return new LiveRanking(list.Build(), top, crew);
    }

    private static double[] Scores(EdgeList list)
    {
        using var crew = new Crew(1);
        var scores = new double[list.NodeCount];
        PageRank.Compute(list.Build(), [], scores, PageRankParameters.Default, crew);
        return scores;
    }
}
