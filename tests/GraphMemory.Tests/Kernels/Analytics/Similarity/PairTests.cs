using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Similarity;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Similarity;

public sealed class PairTests
{
    private const double Beta = 0.1;

    private static readonly string[] Measures = ["shared", "jaccard", "cosine", "adamic-adar", "resource", "preferential", "katz"];

    private sealed record Case(EdgeList List, string Measure, PairSearch Search);

    private static readonly Gen<Case> Cases =
        from list in TestGraphs.Undirected
        from measure in Gen.Int[0, Measures.Length - 1]
        from top in Gen.Int[1, 40]
        from threshold in Gen.OneOf(0, 0.3, 1.5)
        from onlyUnlinked in Gen.Bool
        from sources in list.NodeCount == 0 ? Gen.Const(Array.Empty<int>()) : Gen.Int[0, list.NodeCount - 1].Array[0, 3]
        select new Case(list, Measures[measure], new PairSearch(top, threshold, onlyUnlinked, sources));

    [Fact]
    public void The_best_pairs_are_those_of_the_definition() => Cases.Sample(test =>
    {
        var found = Best(test.List.Build(), test.Measure, test.Search, 1);
        var expected = Naive(test);
        Assert.Equal(expected.Values.OrderDescending().Take(test.Search.Top), found.Select(hit => hit.Score), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All(found, hit => Assert.Equal(expected[(hit.Segment, hit.Document)], hit.Score, 1e-9));
        Assert.Equal(found.Length, found.Select(hit => (hit.Segment, hit.Document)).Distinct().Count());
    }, iter: 600);

    [Theory]
    [InlineData("adamic-adar")]
    [InlineData("cosine")]
    [InlineData("katz")]
    [InlineData("preferential")]
    public void The_number_of_threads_makes_no_difference(string measure)
    {
        var graph = (TestGraphs.Scalefree(600, 4, seed: 3) with { IsWeighted = true }).Build();
        var one = Best(graph, measure, new PairSearch(50, OnlyUnlinked: true), 1);
        Assert.Equal(50, one.Length);
        Assert.All(new[] { 2, 3, 7 }, workers => Assert.Equal(one, Best(graph, measure, new PairSearch(50, OnlyUnlinked: true), workers)));
    }

    private static Hit[] Best(StaticGraph graph, string measure, PairSearch search, int workers)
    {
        using var crew = new Crew(workers);
        return measure switch
        {
            "shared" => CommonNeighbours.Best(graph, default(SharedCount), search, crew),
            "jaccard" => CommonNeighbours.Best(graph, new JaccardScore(graph), search, crew),
            "cosine" => CommonNeighbours.Best(graph, new CosineScore(graph), search, crew),
            "adamic-adar" => CommonNeighbours.Best(graph, new AdamicAdarScore(graph), search, crew),
            "resource" => CommonNeighbours.Best(graph, new ResourceAllocationScore(graph), search, crew),
            "preferential" => PreferentialAttachment.Best(graph, search, crew),
            _ => KatzPaths.Best(graph, Beta, search, crew),
        };
    }

    /// <summary>Every pair that is asked for, by sets of neighbours.</summary>
    private static Dictionary<(int, int), double> Naive(Case test)
    {
        var (arcs, nodes) = (test.List.Arcs(), Enumerable.Range(0, test.List.NodeCount).ToArray());
        var near = nodes.Select(node => nodes.Where(other => arcs.ContainsKey((node, other))).ToHashSet()).ToArray();
        var sources = test.Search.Sources!.Count == 0 ? nodes : test.Search.Sources.Distinct().ToArray();
        var pairs = from a in sources from b in nodes where a != b && !(sources.Contains(b) && b < a) select (a, b);
        return pairs.Where(pair => !test.Search.OnlyUnlinked || !near[pair.a].Contains(pair.b))
            .ToDictionary(pair => pair, pair => Score(pair.a, pair.b))
            .Where(entry => entry.Value > 0 && entry.Value >= test.Search.Threshold).ToDictionary();

        double Score(int a, int b)
        {
            var shared = near[a].Intersect(near[b]).ToArray();
            return test.Measure switch
            {
                "shared" => shared.Length,
                "jaccard" => shared.Length == 0 ? 0 : (double)shared.Length / near[a].Union(near[b]).Count(),
                "cosine" => shared.Length == 0 ? 0 : shared.Sum(c => arcs[(a, c)] * arcs[(b, c)]) / (Length(a) * Length(b)),
                "adamic-adar" => shared.Sum(c => 1 / Math.Log(near[c].Count)),
                "resource" => shared.Sum(c => 1.0 / near[c].Count),
                "preferential" => (double)near[a].Count * near[b].Count,
                _ => (Beta * Beta * shared.Length) + (Beta * Beta * Beta * near[a].Sum(c => near[b].Count(d => near[c].Contains(d)))),
            };
        }

        double Length(int node) => Math.Sqrt(near[node].Sum(other => arcs[(node, other)] * arcs[(node, other)]));
    }
}
