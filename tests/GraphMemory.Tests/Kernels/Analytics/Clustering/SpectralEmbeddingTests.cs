using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class SpectralEmbeddingTests
{
    [Fact]
    public void A_small_matrix_is_what_its_eigenvalues_and_vectors_say() =>
        Gen.Int[1, 9].SelectMany(n => Gen.Double[-2, 2].Array[n * n].Select(values => (n, values))).Sample((n, values) =>
        {
            var matrix = new double[n * n];
            for (var i = 0; i < n; i++) { for (var j = 0; j < n; j++) { matrix[(i * n) + j] = values[(i * n) + j] + values[(j * n) + i]; } }
            var (solved, vectors) = (matrix.ToArray(), new double[n * n]);
            DenseEigen.Solve(solved, vectors, n);
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var rebuilt = Enumerable.Range(0, n).Sum(k => vectors[(k * n) + i] * solved[(k * n) + k] * vectors[(k * n) + j]);
                    Assert.Equal(matrix[(i * n) + j], rebuilt, 1e-9);
                    Assert.Equal(i == j ? 1 : 0, Enumerable.Range(0, n).Sum(k => vectors[(i * n) + k] * vectors[(j * n) + k]), 1e-9);
                }
            }
        });

    [Fact]
    public void The_space_found_is_that_of_the_greatest_eigenvalues_of_the_dense_matrix() =>
        Gen.Select(TestGraphs.Undirected.Where(list => list.NodeCount > 0), Gen.Int[1, 4]).Sample((list, dimensions) =>
        {
            var wanted = Math.Min(dimensions, list.NodeCount);
            using var crew = new Crew(1);
            var graph = list.Build();
            var space = new FilteredSubspace(new NormalisedAdjacency(graph, crew), list.NodeCount, Math.Min(list.NodeCount, wanted + 4), seed: 1);
            for (var round = 0; round < 20 && space.Solve(wanted) > 1e-9; round++) { space.Filter(); }

            var (dense, n) = (Dense(graph), list.NodeCount);
            var (solved, vectors) = (dense.ToArray(), new double[n * n]);
            DenseEigen.Solve(solved, vectors, n);
            var greatest = Enumerable.Range(0, n).Select(i => solved[(i * n) + i]).OrderDescending().Take(wanted).ToArray();
            for (var i = 0; i < wanted; i++)
            {
                var vector = space.Vector(i).ToArray();
                var image = Enumerable.Range(0, n).Select(row => Enumerable.Range(0, n).Sum(column => dense[(row * n) + column] * vector[column]));
                Assert.Equal(greatest[i], image.Zip(vector, (a, b) => a * b).Sum(), 1e-6);
            }
        }, iter: 60);

    [Fact]
    public void Parts_that_hang_together_by_nothing_are_told_apart()
    {
        var edges = Enumerable.Range(0, 4).SelectMany(part => Ring(part * 50, 50)).ToArray();
        var groupOf = Groups(new EdgeList(200, edges, false, false).Build(), 4, 2);
        Assert.Equal(Enumerable.Range(0, 200).Select(node => node / 50), groupOf);
    }

    [Fact]
    public void Rings_of_points_within_each_other_are_told_apart()
    {
        var rows = Enumerable.Range(0, 300).Select(point => new[] { Math.Cos(point * Math.PI / 150) * (1 + (2 * (point % 2))), Math.Sin(point * Math.PI / 150) * (1 + (2 * (point % 2))) }).ToArray();
        using var crew = new Crew(2);
        Assert.Equal(Enumerable.Range(0, 300).Select(point => point % 2), Groups(NearestPoints.Graph(TestPoints.Of(rows), 6, crew), 2, 2));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var graph = TestGraphs.Scalefree(3_000, 5, seed: 2).Build();
        Assert.Equal(Values(graph, 4, 1), Values(graph, 4, workers));
    }

    [Fact]
    public void The_nearest_points_are_linked_each_with_its_own() => TestPoints.Distinct.Sample(rows =>
    {
        using var crew = new Crew(2);
        var graph = NearestPoints.Graph(TestPoints.Of(rows), 3, crew);
        var all = Enumerable.Range(0, rows.Length).ToArray();
        int[] Nearest(int point) => [.. all.Where(other => other != point).OrderBy(other => TestPoints.Distance(rows[point], rows[other])).ThenBy(other => other).Take(3)];
        foreach (var (a, b) in from a in all from b in all where a != b select (a, b))
        {
            var weight = (Nearest(a).Contains(b) ? 1 : 0) + (Nearest(b).Contains(a) ? 1 : 0);
            var at = graph.Out.Row(a).BinarySearch(b);
            Assert.Equal(weight, at < 0 ? 0 : graph.Out.RowWeights(a)[at]);
        }
    }, iter: 50);

    private static IEnumerable<Edge> Ring(int start, int length) =>
        Enumerable.Range(0, length).SelectMany(i => new[] { 1, 2, 3 }.Select(step => new Edge(start + i, start + ((i + step) % length), 1)));

    private static int[] Groups(StaticGraph graph, int groups, int workers)
    {
        using var crew = new Crew(workers);
        var points = SpectralEmbedding.Compute(graph, groups, 42, crew, out var isConverged);
        Assert.True(isConverged);
        return KMeans.Run(points, new KMeansParameters(groups, 10), crew).GroupOf;
    }

    private static double[] Values(StaticGraph graph, int dimensions, int workers)
    {
        using var crew = new Crew(workers);
        return SpectralEmbedding.Compute(graph, dimensions, 42, crew, out _).Values.ToArray();
    }

    private static double[] Dense(StaticGraph graph)
    {
        var n = graph.NodeCount;
        var dense = new double[n * n];
        double Strength(int node) => graph.IsWeighted ? graph.Out.RowWeights(node).ToArray().Sum(weight => (double)weight) : graph.Out.Degree(node);
        for (var node = 0; node < n; node++)
        {
            dense[(node * n) + node] = 0.5;
            for (var i = 0; i < graph.Out.Degree(node); i++)
            {
                var other = graph.Out.Row(node)[i];
                dense[(node * n) + other] = 0.5 * (graph.IsWeighted ? graph.Out.RowWeights(node)[i] : 1) / Math.Sqrt(Strength(node) * Strength(other));
            }
        }

        return dense;
    }
}
