using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Paths;

public sealed class DeltaSteppingTests
{
    [Fact]
    public void Lengths_are_those_of_Floyd_and_Warshall_whatever_delta() => Gen.Select(TestGraphs.Any, Gen.Int[0, 3].Select(i => new[] { 0.0, 0.5, 3, 1000 }[i])).Sample((list, delta) =>
    {
        var (graph, naive) = (list.Build(), NaivePaths.Lengths(list, list.IsWeighted));
        using var crew = new Crew(2);
        var (search, lengths) = (new DeltaStepping(graph, crew, delta), new double[list.NodeCount]);
        for (var source = 0; source < list.NodeCount; source++)
        {
            search.Run(source, lengths);
            Assert.Equal(NaivePaths.Row(naive, source), lengths);
        }
    });

    [Fact]
    public void Weights_of_very_different_size_and_of_nothing_are_measured_and_the_tree_has_no_circle() =>
        Gen.Select(TestGraphs.Any.Where(list => list.NodeCount > 0), Gen.Int[0, 2]).Sample((list, nothing) =>
        {
            list = list with { IsWeighted = true, Edges = [.. list.Edges.Select(edge => edge with { Weight = edge.Weight <= 3 ? nothing * 1e-6f : MathF.Pow(10, edge.Weight) })] };
            var (graph, naive) = (list.Build(), NaivePaths.Row(NaivePaths.Lengths(list, true), 0));
            using var crew = new Crew(2);
            var (lengths, parents) = (new double[list.NodeCount], new int[list.NodeCount]);
            new DeltaStepping(graph, crew).Run(0, lengths);
            Predecessors.OfLengths(graph, 0, lengths, parents, crew);
            for (var node = 0; node < list.NodeCount; node++)
            {
                Assert.Equal(double.IsFinite(naive[node]), double.IsFinite(lengths[node]));
                if (!double.IsFinite(naive[node])) { Assert.Equal(-1, parents[node]); continue; }
                Assert.Equal(naive[node], lengths[node], 1e-6 * naive[node]);
                Assert.Equal(0, Root(parents, node));
            }
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Large_graphs_give_the_lengths_of_Dijkstra_bit_by_bit_for_any_number_of_threads(bool isDirected)
    {
        var list = TestGraphs.Scalefree(20_000, 6, seed: 11);
        list = list with { IsWeighted = true, IsDirected = isDirected, Edges = [.. list.Edges.Select(edge => edge with { Weight = edge.Weight / 7 })] };
        var graph = list.Build(workers: 2);
        var source = isDirected ? 19_999 : 3;
        var (expected, tree) = (Dijkstra(graph, source), (int[]?)null);
        foreach (var workers in new[] { 1, 2, 3, 7 })
        {
            using var crew = new Crew(workers);
            var (lengths, parents) = (new double[graph.NodeCount], new int[graph.NodeCount]);
            new DeltaStepping(graph, crew).Run(source, lengths);
            Assert.True(expected.AsSpan().SequenceEqual(lengths));
            Predecessors.OfLengths(graph, source, lengths, parents, crew);
            Assert.True(parents.AsSpan().SequenceEqual(tree ??= parents));
        }

        Assert.All(Enumerable.Range(0, expected.Length).Where(node => double.IsFinite(expected[node])), node => Assert.Equal(source, Root(tree!, node)));
    }

    [Theory]
    [InlineData(0f, true)]
    [InlineData(3f, true)]
    [InlineData(-1e-9f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void Only_weights_of_0_or_more_are_lengths(float weight, bool expected)
    {
        using var crew = new Crew(2);
        for (var position = 0; position < 20; position++)
        {
            var edges = Enumerable.Range(0, 20).Select(i => new Edge(0, i + 1, i == position ? weight : 2)).ToArray();
            Assert.Equal(expected, ArcWeights.AreLengths(new EdgeList(21, edges, true, true).Build(), crew));
        }
    }

    private static int Root(int[] parents, int node)
    {
        for (var step = 0; parents[node] >= 0; step++)
        {
            Assert.True(step < parents.Length, "a circle");
            node = parents[node];
        }

        return node;
    }

    private static double[] Dijkstra(StaticGraph graph, int source)
    {
        var lengths = Enumerable.Repeat(double.PositiveInfinity, graph.NodeCount).ToArray();
        var open = new PriorityQueue<int, double>();
        open.Enqueue(source, lengths[source] = 0);
        while (open.TryDequeue(out var node, out var length))
        {
            if (length > lengths[node]) { continue; }
            for (var i = 0; i < graph.Out.Degree(node); i++)
            {
                var (target, next) = (graph.Out.Row(node)[i], length + graph.Out.RowWeights(node)[i]);
                if (next < lengths[target]) { open.Enqueue(target, lengths[target] = next); }
            }
        }

        return lengths;
    }
}
