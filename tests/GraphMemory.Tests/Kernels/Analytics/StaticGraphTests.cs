using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics;

public sealed class StaticGraphTests
{
    [Fact]
    public void Rows_hold_exactly_the_edges_given_without_loops_and_with_parallel_edges_summed() => TestGraphs.Any.Sample(list =>
    {
        var graph = list.Build();
        Assert.Equal(list.Arcs().OrderBy(arc => arc.Key).Select(arc => (arc.Key.Source, arc.Key.Target, arc.Value)), Arcs(graph.Out));
        var turned = list.Arcs().Select(arc => (arc.Key.Target, arc.Key.Source, arc.Value)).Order();
        Assert.Equal(turned, Arcs(graph.In));
        Assert.Equal(list.IsDirected && list.NodeCount >= 0, graph.IsDirected);
        Assert.Equal(list.IsDirected ? list.Arcs().Count : list.Arcs().Count / 2, graph.EdgeCount);
    });

    [Fact]
    public void The_graph_does_not_depend_on_the_order_of_the_edges_or_the_number_of_threads()
    {
        var list = TestGraphs.Scalefree(40_000, 5, seed: 3) with { IsWeighted = true };
        var turned = list with { Edges = [.. list.Edges.Reverse()] };
        var (one, seven) = (list.Build(), turned.Build(workers: 7));
        Assert.True(one.Out.Targets.SequenceEqual(seven.Out.Targets));
        Assert.True(one.Out.Offsets.SequenceEqual(seven.Out.Offsets));
        Assert.True(one.Out.Weights.SequenceEqual(seven.Out.Weights));
    }

    [Fact]
    public void An_end_that_is_no_node_is_refused()
    {
        using var crew = new Crew(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => StaticGraphBuilder.Build(2, new[] { 0 }, new[] { 2 }, default, true, crew));
        Assert.Throws<ArgumentOutOfRangeException>(() => StaticGraphBuilder.Build(2, new[] { -1 }, new[] { 1 }, default, true, crew));
    }

    [Fact]
    public void Forgetting_directions_adds_an_edge_to_its_reverse() => TestGraphs.Any.Sample(list =>
    {
        using var crew = new Crew(2);
        var graph = Symmetric.Of(list.Build(), crew);
        var expected = list.Arcs().SelectMany(arc => list.IsDirected ? [arc, new((arc.Key.Target, arc.Key.Source), arc.Value)] : new[] { arc })
            .GroupBy(arc => arc.Key).Select(group => (group.Key.Source, group.Key.Target, list.IsWeighted ? group.Sum(arc => arc.Value) : 1)).Order();
        Assert.Equal(expected, Arcs(graph.Out));
        Assert.False(graph.IsDirected);
    });

    [Fact]
    public void Balanced_rows_cover_every_node_once_and_keep_chunks_small()
    {
        var graph = TestGraphs.Scalefree(2_000, 4, seed: 1).Build();
        var rows = BalancedRows.Of(graph.Out.Offsets, 500);
        Assert.Equal(Enumerable.Range(0, 2_000), Enumerable.Range(0, rows.Count).SelectMany(chunk => Enumerable.Range(0, 2_000).Take(rows[chunk])));
        Assert.All(Enumerable.Range(0, rows.Count), chunk => Assert.True(
            rows[chunk].End.Value - rows[chunk].Start.Value == 1 || graph.Out.Offsets[rows[chunk].End.Value] - graph.Out.Offsets[rows[chunk].Start.Value] < 500 + graph.Out.Degree(rows[chunk].End.Value - 1)));
        Assert.Equal(0, BalancedRows.Of([0], 10).Count);
    }

    private static List<(int, int, double)> Arcs(Adjacency rows)
    {
        var arcs = new List<(int, int, double)>();
        for (var node = 0; node < rows.NodeCount; node++)
        {
            for (var i = 0; i < rows.Degree(node); i++)
            {
                arcs.Add((node, rows.Row(node)[i], rows.IsWeighted ? rows.RowWeights(node)[i] : 1));
                Assert.True(rows.HasArc(node, rows.Row(node)[i]));
            }
        }

        return arcs;
    }
}
