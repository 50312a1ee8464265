using CsCheck;
using GraphMemory.Kernels.Analytics.Components;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Components;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void Nodes_are_together_exactly_when_a_way_leads_from_one_to_the_other() => TestGraphs.Any.Sample(list =>
    {
        var expected = NaiveReach.Groups(NaiveReach.Of(list, isUndirected: true));
        var (groups, count) = Find(list, workers: 2);
        Assert.Equal(expected, groups);
        Assert.Equal(expected.Distinct().Count(), count);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Many_parts_of_many_sizes_are_found_on_any_number_of_threads(int workers)
    {
        // Rings of 1, 2, 3 ... nodes, their nodes scattered over the whole; half of them joined by one late edge each.
        var nodes = Enumerable.Range(0, 60_000).ToArray();
        new SplitMix(5).Shuffle(nodes);
        var (edges, expected, start, ring) = (new List<Edge>(), new int[nodes.Length], 0, 0);
        for (var size = 1; start + size <= nodes.Length; start += size++, ring++)
        {
            for (var i = 0; i < size; i++) { edges.Add(new Edge(nodes[start + i], nodes[start + ((i + 1) % size)], 1)); }
            if (ring % 2 == 1) { edges.Add(new Edge(nodes[start], nodes[start - 1], 1)); }
            foreach (var node in nodes.AsSpan(start, size)) { expected[node] = ring / 2; }
        }

        for (; start < nodes.Length; start++) { expected[nodes[start]] = 1_000_000 + start; }
        var numbers = expected.Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        foreach (var isDirected in new[] { false, true })
        {
            var (groups, count) = Find(new EdgeList(nodes.Length, [.. edges], isDirected, false), workers);
            Assert.Equal(expected.Select(each => numbers[each]), groups);
            Assert.Equal(numbers.Count, count);
        }
    }

    [Fact]
    public void A_graph_without_nodes_has_no_parts_and_one_without_edges_as_many_as_nodes()
    {
        Assert.Equal(0, Find(TestGraphs.Empty(0), 2).Count);
        Assert.Equal(5, Find(TestGraphs.Empty(5), 2).Count);
        Assert.Equal(1, Find(TestGraphs.Scalefree(30_000, 2, seed: 4), 3).Count);
    }

    private static (int[] Groups, int Count) Find(EdgeList list, int workers)
    {
        using var crew = new Crew(workers);
        var groups = new int[list.NodeCount];
        return (groups, ConnectedComponents.Find(list.Build(), groups, crew));
    }
}
