using GraphMemory.Engine.Analytics;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class StructureAlgorithmTests
{
    /// <summary>A triangle 0, 1, 2 with a tail 2, 3, and a node alone; one edge is there both ways.</summary>
    private static readonly EdgeList Tailed = new(5, [new(0, 1, 1), new(1, 0, 1), new(1, 2, 1), new(2, 0, 1), new(2, 3, 1)], true, false);

    [Fact]
    public void Core_numbers_come_with_the_size_of_the_innermost()
    {
        var result = Subjects.Run("k-core", Tailed);
        Assert.Equal([2, 2, 2, 1, 0], result.Values!.Values.ToArray());
        Assert.Equal([new Figure("largestCore", 2), new Figure("largestCoreSize", 3)], result.Figures);
    }

    [Fact]
    public void Triangles_are_counted_at_each_corner()
    {
        var result = Subjects.Run("triangles", Tailed);
        Assert.Equal([1, 1, 1, 0, 0], result.Values!.Values.ToArray());
        Assert.Equal([new Figure("triangles", 1)], result.Figures);
    }

    [Fact]
    public void Clustering_comes_with_its_average_and_transitivity()
    {
        var result = Subjects.Run("clustering", Tailed);
        Assert.Equal([1, 1, 1.0 / 3, 0, 0], result.Values!.Values.ToArray());
        Assert.Equal(["averageClustering", "transitivity"], result.Figures.Select(figure => figure.Name));
        Assert.Equal([7.0 / 15, 3.0 / 5], result.Figures.Select(figure => figure.Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([0, 0], Subjects.Run("clustering", TestGraphs.Empty(0)).Figures.Select(figure => figure.Value));
    }

    [Fact]
    public void A_hub_has_more_edges_than_the_limit()
    {
        var result = Subjects.Run("hubs", Tailed, "degreeAbove", "2");
        Assert.Equal([0, 0, 3, 0, 0], result.Values!.Values.ToArray());
        Assert.Equal([new Figure("hubs", 1), new Figure("shareOfEdgeEnds", 3.0 / 8)], result.Figures);
        Assert.Equal([new Figure("hubs", 1), new Figure("shareOfEdgeEnds", 0.5)], Subjects.Run("hubs", TestGraphs.Star(11)).Figures);
        Assert.Equal(0, Subjects.Run("hubs", TestGraphs.Star(10)).Figures[0].Value);
        Assert.Equal([new Figure("hubs", 0), new Figure("shareOfEdgeEnds", 0)], Subjects.Run("hubs", TestGraphs.Empty(3)).Figures);
    }

    [Theory]
    [InlineData(true, 5.0 / 20)]
    [InlineData(false, 4.0 / 10)]
    public void Measures_of_the_graph_know_directed_from_undirected(bool isDirected, double density)
    {
        var figures = Subjects.Run("graph-metrics", Tailed with { IsDirected = isDirected }).Figures.ToDictionary(figure => figure.Name, figure => Math.Round(figure.Value, 12));
        Assert.Equal(["nodeCount", "edgeCount", "density", "averageClustering", "connectedComponents", "largestComponentSize"], figures.Keys);
        Assert.Equal([5, isDirected ? 5 : 4, density, Math.Round(7.0 / 15, 12), 2, 4], figures.Values);
    }

    [Fact]
    public void An_empty_graph_has_measures_of_zero() => Assert.All(Subjects.Run("graph-metrics", TestGraphs.Empty(0)).Figures, figure => Assert.Equal(0, figure.Value));
}
