using CsCheck;
using GraphMemory.Kernels.Analytics.Structure;

namespace GraphMemory.Tests.Kernels.Analytics.Structure;

public sealed class CoreNumbersTests
{
    [Fact]
    public void A_core_is_what_is_left_when_nodes_of_too_few_edges_are_taken_out_again_and_again() => TestGraphs.Undirected.Sample(list =>
    {
        var cores = new int[list.NodeCount];
        var largest = CoreNumbers.Compute(list.Build(), cores);
        Assert.Equal(Naive(list), cores);
        Assert.Equal(cores.DefaultIfEmpty().Max(), largest);
    });

    [Fact]
    public void Each_node_that_comes_with_five_edges_to_earlier_ones_is_in_the_five_core()
    {
        var list = TestGraphs.Scalefree(20_000, 5, seed: 9);
        var cores = new int[list.NodeCount];
        Assert.InRange(CoreNumbers.Compute(list.Build(), cores), 3, 5);
        Assert.All(list.Arcs().GroupBy(arc => arc.Key.Source), row => Assert.True(row.Count(arc => cores[arc.Key.Target] >= cores[row.Key]) >= cores[row.Key]));
    }

    [Fact]
    public void Everyone_in_a_full_graph_of_forty_has_core_thirty_nine_and_a_tail_has_one()
    {
        var edges = Enumerable.Range(0, 40).SelectMany(a => Enumerable.Range(0, a).Select(b => new Edge(a, b, 1))).Append(new Edge(0, 40, 1)).Append(new Edge(40, 41, 1));
        var cores = new int[43];
        Assert.Equal(39, CoreNumbers.Compute(new EdgeList(43, [.. edges], false, false).Build(), cores));
        Assert.Equal([.. Enumerable.Repeat(39, 40), 1, 1, 0], cores);
    }

    [Fact]
    public void A_cancelled_run_ends() => Assert.Throws<OperationCanceledException>(
        () => CoreNumbers.Compute(TestGraphs.Star(3).Build(), new int[4], new CancellationToken(canceled: true)));

    private static int[] Naive(EdgeList list)
    {
        var cores = new int[list.NodeCount];
        for (var k = 1; k < list.NodeCount; k++)
        {
            var alive = Enumerable.Range(0, list.NodeCount).ToHashSet();
            while (alive.RemoveWhere(node => list.Arcs().Keys.Count(arc => arc.Source == node && alive.Contains(arc.Target)) < k) > 0) { }
            foreach (var node in alive) { cores[node] = k; }
        }

        return cores;
    }
}
