using CsCheck;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Tests.Kernels.Analytics.Components;

public sealed class CutPointsTests
{
    [Fact]
    public void A_node_is_a_cut_and_an_edge_a_bridge_exactly_when_taking_it_out_makes_more_parts() => TestGraphs.Undirected.Sample(list =>
    {
        var (isCut, bridges) = Find(list);
        var parts = Parts(list);
        // Without its edges a node is a part of its own, which does not count.
        Assert.Equal(
            Enumerable.Range(0, list.NodeCount).Where(node => Parts(list, (a, b) => a == node || b == node) - 1 > parts),
            Enumerable.Range(0, list.NodeCount).Where(node => isCut[node]));
        Assert.Equal(
            list.Arcs().Keys.Where(arc => arc.Source < arc.Target && Parts(list, (a, b) => (Math.Min(a, b), Math.Max(a, b)) == arc) > parts).Order(),
            bridges.Order());
    });

    [Fact]
    public void On_a_long_path_every_edge_is_a_bridge_and_every_inner_node_a_cut()
    {
        var (isCut, bridges) = Find(TestGraphs.PathOf(100_000));
        Assert.Equal(99_999, bridges.Count);
        Assert.Equal(99_998, isCut.Count(cut => cut));
        Assert.False(isCut[0] || isCut[^1]);
    }

    [Fact]
    public void A_cancelled_search_ends() => Assert.Throws<OperationCanceledException>(
        () => CutPoints.Find(TestGraphs.Star(3).Build(), new bool[4], new int[4], new CancellationToken(canceled: true)));

    private static int Parts(EdgeList list, Func<int, int, bool>? without = null) =>
        NaiveReach.Groups(NaiveReach.Of(list, without)).Distinct().Count();

    private static (bool[] IsCut, List<(int Source, int Target)> Bridges) Find(EdgeList list)
    {
        var (isCut, bridgeTo) = (new bool[list.NodeCount], new int[list.NodeCount]);
        CutPoints.Find(list.Build(), isCut, bridgeTo);
        return (isCut, [.. bridgeTo.Index().Where(pair => pair.Item >= 0).Select(pair => (Math.Min(pair.Index, pair.Item), Math.Max(pair.Index, pair.Item)))]);
    }
}
