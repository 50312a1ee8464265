using CsCheck;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Paths;

public sealed class PairPathTests
{
    [Fact]
    public void A_path_between_two_nodes_is_there_and_no_longer_than_any() => TestGraphs.Any.Sample(list =>
    {
        var (graph, hops, lengths) = (list.Build(), NaivePaths.Lengths(list, false), NaivePaths.Lengths(list, list.IsWeighted));
        for (var source = 0; source < list.NodeCount; source++)
        {
            for (var target = 0; target < list.NodeCount; target++)
            {
                Check(list with { IsWeighted = false }, HopPath.Find(graph, source, target, default), source, target, hops[source, target]);
                Check(list, LengthPath.Find(graph, source, target, default), source, target, lengths[source, target]);
            }
        }
    }, iter: 60);

    [Fact]
    public void In_a_large_graph_both_ends_meet_where_one_search_would()
    {
        var list = TestGraphs.Scalefree(5_000, 3, seed: 2) with { IsWeighted = true };
        var graph = list.Build();
        using var crew = new Crew(1);
        var (hops, lengths) = (new int[5_000], new double[5_000]);
        foreach (var source in new[] { 0, 77, 4_999 })
        {
            new BreadthFirst(graph, crew).Run(source, hops);
            new DeltaStepping(graph, crew).Run(source, lengths);
            for (var target = 1; target < 5_000; target += 97)
            {
                Assert.Equal(hops[target], HopPath.Find(graph, source, target, default)!.Length);
                Assert.Equal(lengths[target], LengthPath.Find(graph, source, target, default)!.Length, 1e-9);
            }
        }
    }

    [Fact]
    public void The_shortest_paths_without_repeated_nodes_come_in_order() => Gen.Select(TestGraphs.Any.Where(list => list.NodeCount is > 1 and < 9), Gen.Int[1, 30]).Sample((list, count) =>
    {
        using var crew = new Crew(1);
        var (graph, target) = (list.Build(), list.NodeCount - 1);
        var expected = NaivePaths.Simple(list, 0, target, list.NodeCount).Select(path => NaivePaths.Length(list, path)).Order().Take(count);
        var found = ShortestSimplePaths.Find(graph, 0, target, count, crew);
        Assert.Equal(expected, found.Select(path => path.Length));
        Assert.Equal(found.Length, found.Select(path => string.Join(' ', path.Nodes)).Distinct().Count());
        foreach (var path in found)
        {
            Check(list, path, 0, target, path.Length);
            Assert.Equal(path.Nodes.Length, path.Nodes.Distinct().Count());
        }
    });

    [Fact]
    public void The_one_path_from_a_node_to_itself_has_no_length()
    {
        using var crew = new Crew(1);
        var graph = TestGraphs.Star(2).Build();
        Assert.Equal([1], Assert.Single(ShortestSimplePaths.Find(graph, 1, 1, 5, crew)).Nodes);
        Assert.Equal([1], Assert.Single(SimplePaths.Find(graph, 1, 1, [1, 0, 2], 5, 5, default, out _)).Nodes);
    }

    [Fact]
    public void Simple_paths_are_all_there_in_the_order_of_their_nodes() => Gen.Select(TestGraphs.Any.Where(list => list.NodeCount is > 1 and < 9), Gen.Int[1, 8]).Sample((list, hopsMax) =>
    {
        using var crew = new Crew(1);
        var (graph, target, hops) = (list.Build(), list.NodeCount - 1, new int[list.NodeCount]);
        new BreadthFirst(graph.Reversed(), crew).Run(target, hops);
        var expected = NaivePaths.Simple(list, 0, target, hopsMax);
        var found = SimplePaths.Find(graph, 0, target, hops, hopsMax, int.MaxValue, default, out var isTruncated);
        Assert.False(isTruncated);
        Assert.Equal(expected.Select(path => string.Join(' ', path)), found.Select(path => string.Join(' ', path.Nodes)));
        Assert.Equal(expected.Select(path => NaivePaths.Length(list, path)), found.Select(path => path.Length));
        if (expected.Count < 2) { return; }
        Assert.Equal(expected.Count - 1, SimplePaths.Find(graph, 0, target, hops, hopsMax, expected.Count - 1, default, out isTruncated).Length);
        Assert.True(isTruncated);
    });

    [Fact]
    public void A_cancelled_search_ends()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var graph = TestGraphs.Star(2).Build();
        Assert.Throws<OperationCanceledException>(() => HopPath.Find(graph, 1, 2, cancellation.Token));
        Assert.Throws<OperationCanceledException>(() => LengthPath.Find(graph, 1, 2, cancellation.Token));
    }

    private static void Check(EdgeList list, ShortestPath? path, int source, int target, double length)
    {
        if (!double.IsFinite(length)) { Assert.Null(path); return; }
        Assert.NotNull(path);
        Assert.Equal((source, target), (path.Nodes[0], path.Nodes[^1]));
        Assert.Equal(length, path.Length);
        Assert.Equal(length, NaivePaths.Length(list, path.Nodes));
    }
}
