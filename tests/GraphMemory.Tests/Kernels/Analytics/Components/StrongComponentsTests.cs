using CsCheck;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Tests.Kernels.Analytics.Components;

public sealed class StrongComponentsTests
{
    [Fact]
    public void Nodes_are_together_exactly_when_each_reaches_the_other() => TestGraphs.Any.Sample(list =>
    {
        var groups = new int[list.NodeCount];
        var count = StrongComponents.Find(list.Build(), groups);
        var expected = NaiveReach.Groups(NaiveReach.Of(list));
        Assert.Equal(expected, groups);
        Assert.Equal(expected.Distinct().Count(), count);
    });

    [Fact]
    public void A_long_ring_needs_no_deep_stack_and_without_one_edge_falls_into_its_nodes()
    {
        const int nodes = 200_000;
        var ring = new EdgeList(nodes, [.. Enumerable.Range(0, nodes).Select(node => new Edge(node, (node + 1) % nodes, 1))], true, false);
        var groups = new int[nodes];
        Assert.Equal(1, StrongComponents.Find(ring.Build(), groups));
        Assert.Equal(nodes, StrongComponents.Find((ring with { Edges = ring.Edges[1..] }).Build(), groups));
        Assert.Equal(Enumerable.Range(0, nodes), groups);
    }

    [Fact]
    public void A_cancelled_search_ends() => Assert.Throws<OperationCanceledException>(
        () => StrongComponents.Find(TestGraphs.Star(3).Build(), new int[4], new CancellationToken(canceled: true)));
}
