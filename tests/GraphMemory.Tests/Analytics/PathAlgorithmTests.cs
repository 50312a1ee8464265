using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Threads;
using GraphMemory.Tests.Kernels.Analytics;
using GraphMemory.Tests.Kernels.Analytics.Paths;

namespace GraphMemory.Tests.Analytics;

public sealed class PathAlgorithmTests
{
    // 0 -> 1 -> 2 -> 3 weighs 1 each, 0 -> 3 weighs 9; 4 stands alone.
    private static readonly EdgeList Detour = new(5, [new(0, 1, 1), new(1, 2, 1), new(2, 3, 1), new(0, 3, 9)], true, true);

    [Fact]
    public void Breadth_first_search_counts_edges_and_gives_its_tree_when_asked()
    {
        var result = Subjects.Run("bfs", Detour, "source", "0", "tree", "true");
        Assert.Equal([0, 1, 2, 1, -1], result.Values!.Values.ToArray());
        Assert.Equal([new Figure("reached", 4), new Figure("depth", 2)], result.Figures);
        Assert.Equal([new NodePair(0, 1, 1), new NodePair(1, 2, 2), new NodePair(0, 3, 1)], result.Pairs);
        Assert.Empty(Subjects.Run("bfs", Detour, "source", "0").Pairs);
    }

    [Fact]
    public void Shortest_paths_count_weights_unless_told_not_to()
    {
        var result = Subjects.Run("shortest-paths", Detour, "source", "0", "tree", "true");
        Assert.Equal([0, 1, 2, 3, -1], result.Values!.Values.ToArray());
        Assert.Equal([new NodePair(0, 1, 1), new NodePair(1, 2, 2), new NodePair(2, 3, 3)], result.Pairs);
        Assert.Equal([new Figure("reached", 4), new Figure("farthest", 3)], result.Figures);
        Assert.Equal([0, 1, 2, 1, -1], Subjects.Run("shortest-paths", Detour, "source", "0", "useWeights", "false").Values!.Values.ToArray());
    }

    [Fact]
    public void One_path_is_told_with_its_length_and_none_with_a_note()
    {
        var path = Assert.Single(Subjects.Run("path", Detour, "source", "0", "target", "3").Paths);
        Assert.Equal([0, 1, 2, 3], path.Nodes);
        Assert.Equal(3, path.Length);
        Assert.Equal([0, 3], Assert.Single(Subjects.Run("path", Detour, "source", "0", "target", "3", "useWeights", "false").Paths).Nodes);
        Assert.Equal(["No path leads there."], Subjects.Run("path", Detour, "source", "3", "target", "0").Notes);
        Assert.Equal(["No path leads there."], Subjects.Run("k-shortest-paths", Detour, "source", "3", "target", "0").Notes);
        Assert.Equal(["No path of at most 5 edges leads there."], Subjects.Run("simple-paths", Detour, "source", "3", "target", "0").Notes);
    }

    [Fact]
    public void Several_paths_come_shortest_first_or_all_up_to_a_bound()
    {
        Assert.Equal([3, 9], Subjects.Run("k-shortest-paths", Detour, "source", "0", "target", "3").Paths.Select(path => path.Length));
        Assert.Equal([9], Subjects.Run("simple-paths", Detour, "source", "0", "target", "3", "hopsMax", "2").Paths.Select(path => path.Length));
        var bounded = Subjects.Run("simple-paths", Detour, "source", "0", "target", "3", "countMax", "1");
        Assert.Equal((1, true), (bounded.Paths.Length, bounded.IsTruncated));
    }

    [Theory]
    [InlineData("shortest-paths")]
    [InlineData("path")]
    [InlineData("k-shortest-paths")]
    public void Negative_weights_are_refused_with_the_way_out(string algorithm)
    {
        var subject = Subjects.Of((Detour with { Edges = [.. Detour.Edges, new(3, 4, -1)] }).Build());
        Assert.True(GraphAlgorithms.All.TryGet(algorithm, out var found));
        string[] given = algorithm == "shortest-paths" ? ["source", "0"] : ["source", "0", "target", "3"];
        using var crew = new Crew(1);
        var problem = found.Run(new AlgorithmRun(subject, subject.Graph, ParameterReading.Read(found, Subjects.Given(given), subject).Value, crew)).Problem!;
        Assert.Equal(AnalyticsProblems.Unsuited, problem.Code);
        Assert.Equal("useWeights", Assert.Single(problem.Fields).Field);
    }

    [Fact]
    public void A_graph_too_large_for_all_pairs_is_pointed_to_the_estimate()
    {
        var nodes = new int[(1 << 19) + 2];
        var (outward, inward) = (new Adjacency(nodes, [], []), new Adjacency(nodes, [], []));
        var subject = Subjects.Of(new StaticGraph(outward, inward));
        Assert.True(GraphAlgorithms.All.TryGet("diameter", out var found));
        using var crew = new Crew(1);
        var problem = found.Run(new AlgorithmRun(subject, subject.Graph, ParameterReading.Read(found, Subjects.Given(), subject).Value, crew)).Problem!;
        Assert.Equal(AnalyticsProblems.TooLarge, problem.Code);
        Assert.Contains("path-length-estimate", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Closeness_and_its_kin_are_what_their_formulas_say() => TestGraphs.Any.Sample(list =>
    {
        var (lengths, n) = (NaivePaths.Lengths(list, false), list.NodeCount);
        var inward = Enumerable.Range(0, n).Select(node => Enumerable.Range(0, n).Where(other => other != node).Select(other => lengths[other, node]).Where(double.IsFinite).ToArray()).ToArray();
        var closeness = inward.Select(d => d.Length == 0 ? 0 : d.Length / d.Sum() * d.Length / (n - 1)).ToArray();
        var harmonic = inward.Select(d => d.Sum(distance => 1 / distance)).ToArray();
        var all = inward.SelectMany(d => d).ToArray();
        Near(closeness, Subjects.Run("closeness", list).Values!);
        Near(harmonic, Subjects.Run("harmonic", list).Values!);
        var distances = Subjects.Run("distances", list);
        Near(closeness, distances.Values!);
        Near(harmonic, Assert.Single(distances.MoreValues));
        Assert.Equal(["diameter", "averagePathLength", "connectedShare"], distances.Figures.Select(figure => figure.Name));
        Assert.Equal(all.DefaultIfEmpty(0).Max(), distances.Figures[0].Value);
        Assert.Equal(all.DefaultIfEmpty(0).Average(), distances.Figures[1].Value, 1e-12);
        Assert.Equal(n < 2 ? 1 : all.Length / (n * (n - 1.0)), distances.Figures[2].Value, 1e-12);
        Assert.Equal(all.DefaultIfEmpty(0).Max(), Subjects.Run("diameter", list).Figures[0].Value);
    });

    [Fact]
    public void Eccentricity_looks_outward()
    {
        var result = Subjects.Run("eccentricity", Detour);
        Assert.Equal([2, 2, 1, 0, 0], result.Values!.Values.ToArray());
        Assert.Equal([2, 0, 0.3], result.Figures.Select(figure => Math.Round(figure.Value, 6)));
    }

    [Fact]
    public void An_estimate_says_that_it_is_one_unless_every_node_was_taken()
    {
        var list = TestGraphs.Scalefree(400, 2, seed: 1);
        Assert.True(Subjects.Run("path-length-estimate", list, "sources", "20").IsApproximate);
        var exact = Subjects.Run("path-length-estimate", list, "sources", "400");
        Assert.False(exact.IsApproximate);
        Assert.Equal(Subjects.Run("distances", list).Figures[1].Value, exact.Figures[0].Value, 1e-12);
    }

    private static void Near(double[] expected, NodeValues values)
    {
        var found = values.Values.ToArray();
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < found.Length; i++) { Assert.Equal(expected[i], found[i], 1e-9); }
    }
}
