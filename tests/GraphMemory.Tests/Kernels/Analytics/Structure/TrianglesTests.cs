using CsCheck;
using GraphMemory.Kernels.Analytics.Structure;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Structure;

public sealed class TrianglesTests
{
    [Fact]
    public void Triangles_are_what_three_nested_loops_find() => TestGraphs.Undirected.Sample(list =>
    {
        var (graph, counts, clustering, arcs) = (list.Build(), new long[list.NodeCount], new double[list.NodeCount], list.Arcs());
        using var crew = new Crew(2);
        var expected = new long[list.NodeCount];
        var (sum, paths) = (0L, 0L);
        for (var a = 0; a < list.NodeCount; a++)
        {
            foreach (var (b, c) in from x in Enumerable.Range(0, list.NodeCount) from y in Enumerable.Range(0, x) select (x, y))
            {
                if (!arcs.ContainsKey((a, b)) || !arcs.ContainsKey((a, c))) { continue; }
                paths++;
                if (arcs.ContainsKey((b, c))) { (expected[a], sum) = (expected[a] + 1, sum + 1); }
            }
        }

        Assert.Equal(sum / 3, Triangles.Count(graph, crew));
        Assert.Equal(sum / 3, Triangles.CountPerNode(graph, counts, crew));
        Assert.Equal(expected, counts);
        Assert.Equal(paths == 0 ? 0 : (double)sum / paths, Triangles.Transitivity(graph, sum / 3), 12);
        Triangles.LocalClustering(graph, counts, clustering);
        Assert.All(clustering.Index(), each => Assert.Equal(
            graph.Out.Degree(each.Index) < 2 ? 0 : 2.0 * expected[each.Index] / (graph.Out.Degree(each.Index) * (graph.Out.Degree(each.Index) - 1)), each.Item, 12));
    });

    [Fact]
    public void The_number_of_threads_changes_no_count()
    {
        var graph = TestGraphs.Scalefree(20_000, 8, seed: 2).Build();
        var (sum, counts) = Run(1);
        Assert.True(sum > 1_000);
        Assert.All([2, 3, 7], workers =>
        {
            var other = Run(workers);
            Assert.Equal(sum, other.Sum);
            Assert.Equal(counts, other.Counts);
        });

        (long Sum, long[] Counts) Run(int workers)
        {
            using var crew = new Crew(workers);
            var each = new long[graph.NodeCount];
            Assert.Equal(Triangles.CountPerNode(graph, each, crew), Triangles.Count(graph, crew));
            return (Triangles.Count(graph, crew), each);
        }
    }

    [Fact]
    public void A_full_graph_has_as_many_as_there_are_threes()
    {
        const int nodes = 300;
        using var crew = new Crew(2);
        var edges = Enumerable.Range(0, nodes).SelectMany(a => Enumerable.Range(0, a).Select(b => new Edge(a, b, 1)));
        var (graph, counts) = (new EdgeList(nodes, [.. edges], false, false).Build(), new long[nodes]);
        Assert.Equal(nodes * (nodes - 1) * (nodes - 2) / 6, Triangles.Count(graph, crew));
        Assert.Equal(nodes * (nodes - 1) * (nodes - 2) / 6, Triangles.CountPerNode(graph, counts, crew));
        Assert.All(counts, count => Assert.Equal((nodes - 1) * (nodes - 2) / 2, count));
    }

    [Fact]
    public void Hubs_that_have_their_rows_as_bits_are_counted_like_the_others()
    {
        // Half of all pairs of 250 hubs, and nodes around them with few, some and most of the hubs as neighbours.
        var (random, edges) = (new SplitMix(4), new List<Edge>());
        for (var node = 0; node < 900; node++)
        {
            var chance = node < 250 ? 0.5 : node % 3 == 0 ? 0.02 : node % 3 == 1 ? 0.15 : 0.6;
            for (var other = 0; other < Math.Min(node, 300); other++)
            {
                if (random.NextDouble() < chance) { edges.Add(new Edge(node, other, 1)); }
            }
        }

        var graph = new EdgeList(900, [.. edges], false, false).Build();
        var neighbours = Enumerable.Range(0, 900).Select(node => graph.Out.Row(node).ToArray().ToHashSet()).ToArray();
        var expected = neighbours.Select(row => row.Sum(second => (long)row.Count(neighbours[second].Contains)) / 2).ToArray();
        using var crew = new Crew(3);
        var counts = new long[900];
        Assert.Equal(expected.Sum() / 3, Triangles.CountPerNode(graph, counts, crew));
        Assert.Equal(expected, counts);
        Assert.Equal(expected.Sum() / 3, Triangles.Count(graph, crew));
        var table = HubTable.Of(DegreeOrientation.Of(graph.Out, crew), crew);
        Assert.InRange(table.Hubs, 100, 899);
    }
}
