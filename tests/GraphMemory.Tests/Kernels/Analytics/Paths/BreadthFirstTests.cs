using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Paths;

public sealed class BreadthFirstTests
{
    [Fact]
    public void Distances_are_those_of_Floyd_and_Warshall() => TestGraphs.Any.Sample(list =>
    {
        var (graph, naive) = (list.Build(), NaivePaths.Lengths(list, isWeighted: false));
        using var crew = new Crew(2);
        var (search, hops) = (new BreadthFirst(graph, crew), new int[list.NodeCount]);
        for (var source = 0; source < list.NodeCount; source++)
        {
            var depth = search.Run(source, hops);
            var expected = NaivePaths.Row(naive, source).Select(length => double.IsFinite(length) ? (int)length : -1).ToArray();
            Assert.Equal(expected, hops);
            Assert.Equal(expected.Max(), depth);
        }
    });

    [Fact]
    public void A_parent_is_the_smallest_node_one_step_nearer() => TestGraphs.Any.Where(list => list.NodeCount > 0).Sample(list =>
    {
        var graph = list.Build();
        using var crew = new Crew(2);
        var (hops, parents) = (new int[list.NodeCount], new int[list.NodeCount]);
        new BreadthFirst(graph, crew).Run(0, hops);
        Predecessors.OfHops(graph, hops, parents, crew);
        var arcs = list.Arcs().Keys;
        Assert.All(Enumerable.Range(0, list.NodeCount), node => Assert.Equal(
            hops[node] <= 0 ? -1 : arcs.Where(arc => arc.Target == node && hops[arc.Source] == hops[node] - 1).Min(arc => arc.Source), parents[node]));
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Large_graphs_give_the_same_for_any_number_of_threads_and_neighbours_differ_by_at_most_one_step(bool isDirected)
    {
        var list = TestGraphs.Scalefree(60_000, 6, seed: 5) with { IsDirected = isDirected };
        var graph = list.Build(workers: 2);
        var source = isDirected ? 59_999 : 7;
        var (one, parents) = Search(graph, source, 1);
        foreach (var workers in new[] { 2, 3, 7 })
        {
            var (many, manyParents) = Search(graph, source, workers);
            Assert.True(one.AsSpan().SequenceEqual(many));
            Assert.True(parents.AsSpan().SequenceEqual(manyParents));
        }

        Assert.Equal([source], Enumerable.Range(0, one.Length).Where(node => one[node] == 0));
        Assert.All(Enumerable.Range(0, one.Length).Where(node => one[node] > 0), node => Assert.Equal(one[parents[node]] + 1, one[node]));
        foreach (var arc in list.Arcs().Keys) { Assert.True(one[arc.Source] < 0 || (one[arc.Target] >= 0 && one[arc.Target] <= one[arc.Source] + 1)); }
    }

    [Fact]
    public void A_long_chain_is_walked_to_its_end()
    {
        using var crew = new Crew(2);
        var hops = new int[3_000];
        Assert.Equal(2_999, new BreadthFirst(TestGraphs.PathOf(3_000).Build(), crew).Run(0, hops));
        Assert.Equal(Enumerable.Range(0, 3_000), hops);
    }

    [Fact]
    public void A_cancelled_search_ends()
    {
        using var cancellation = new CancellationTokenSource();
        using var crew = new Crew(1, cancellation.Token);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => new BreadthFirst(TestGraphs.Star(9).Build(), crew).Run(0, new int[10]));
    }

    private static (int[] Hops, int[] Parents) Search(StaticGraph graph, int source, int workers)
    {
        using var crew = new Crew(workers);
        var (hops, parents) = (new int[graph.NodeCount], new int[graph.NodeCount]);
        new BreadthFirst(graph, crew).Run(source, hops);
        Predecessors.OfHops(graph, hops, parents, crew);
        return (hops, parents);
    }
}
