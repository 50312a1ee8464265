using CsCheck;
using GraphMemory.Kernels.Analytics.Patterns;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Patterns;

public sealed class CensusTests
{
    [Fact]
    public void Triads_are_counted_as_by_looking_at_every_triple() => TestGraphs.Any.Sample(list =>
    {
        var expected = TriadCensus.Names.ToDictionary(name => name, _ => 0L);
        var arcs = list.Arcs();
        foreach (var (a, b, c) in from a in Enumerable.Range(0, list.NodeCount) from b in Enumerable.Range(0, a) from c in Enumerable.Range(0, b) select (a, b, c))
        {
            expected[NameOf(arcs.ContainsKey, [a, b, c])]++;
        }

        Assert.Equal(TriadCensus.Names.Select(name => expected[name]), Triads(list, 1));
    });

    [Fact]
    public void Motifs_are_counted_as_by_looking_at_every_set_of_nodes() => TestGraphs.Undirected.Where(list => list.NodeCount <= 14).Sample(list =>
    {
        var (arcs, counts) = (list.Arcs(), new Dictionary<string, long>());
        for (var set = 0; set < 1 << list.NodeCount; set++)
        {
            if (int.PopCount(set) is not (3 or 4)) { continue; }
            var nodes = Enumerable.Range(0, list.NodeCount).Where(node => (set >> node & 1) == 1).ToArray();
            var degrees = string.Concat(nodes.Select(node => nodes.Count(other => arcs.ContainsKey((node, other)))).OrderDescending());
            counts[degrees] = counts.GetValueOrDefault(degrees) + 1;
        }

        // The degrees within a connected set of three or four nodes tell its motif; "2220" is a triangle beside a node.
        var expected = new Motifs(Of("211"), Of("222"), Of("3111"), Of("2211"), Of("3221"), Of("2222"), Of("3322"), Of("3333"));
        Assert.Equal(expected, MotifsOf(list, 1));

        long Of(string degrees) => counts.GetValueOrDefault(degrees);
    });

    [Fact]
    public void Larger_dense_graphs_have_the_counts_that_combinatorics_says()
    {
        var clique = new EdgeList(40, [.. from a in Enumerable.Range(0, 40) from b in Enumerable.Range(0, a) select new Edge(a, b, 1)], false, false);
        Assert.Equal(new Motifs(0, 9_880, 0, 0, 0, 0, 0, 91_390), MotifsOf(clique, 2));
        Assert.Equal(new Motifs(100 * 99 / 2, 0, 161_700, 0, 0, 0, 0, 0), MotifsOf(TestGraphs.Star(100), 2));
        var ring = new EdgeList(50, [.. Enumerable.Range(0, 50).Select(node => new Edge(node, (node + 1) % 50, 1))], true, false);
        Assert.Equal(50, Triads(ring, 2)[TriadCensus.Names.ToList().IndexOf("021C")]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var list = TestGraphs.Scalefree(3_000, 4, seed: 4);
        Assert.Equal(MotifsOf(list, 1), MotifsOf(list, workers));
        Assert.Equal(Triads(list with { IsDirected = true }, 1), Triads(list with { IsDirected = true }, workers));
    }

    private static Motifs MotifsOf(EdgeList list, int workers)
    {
        using var crew = new Crew(workers);
        return MotifCensus.Count(list.Build(), crew);
    }

    private static long[] Triads(EdgeList list, int workers)
    {
        using var crew = new Crew(workers);
        return TriadCensus.Count(list.Build(), crew);
    }

    /// <summary>Mutual, one-way and missing pairs, and a letter where those leave a choice (Holland and Leinhardt, 1970).</summary>
    private static string NameOf(Func<(int, int), bool> hasArc, int[] nodes)
    {
        (int A, int B)[] pairs = [(nodes[0], nodes[1]), (nodes[0], nodes[2]), (nodes[1], nodes[2])];
        var mutual = pairs.Count(pair => hasArc(pair) && hasArc((pair.B, pair.A)));
        var missing = pairs.Count(pair => !hasArc(pair) && !hasArc((pair.B, pair.A)));
        var oneWay = pairs.Select(pair => hasArc(pair) ? pair : (A: pair.B, B: pair.A)).Where(pair => hasArc(pair) && !hasArc((pair.B, pair.A))).ToArray();
        var name = $"{mutual}{oneWay.Length}{missing}";
        var outs = nodes.Select(node => oneWay.Count(arc => arc.A == node)).ToArray();
        var ins = nodes.Select(node => oneWay.Count(arc => arc.B == node)).ToArray();
        return name switch
        {
            "021" => name + (outs.Max() == 2 ? "D" : ins.Max() == 2 ? "U" : "C"),
            // Down when the one-way arc points to the mutual pair, up when away from it.
            "111" => name + (nodes.Any(node => ins[Array.IndexOf(nodes, node)] == 1 && nodes.Any(other => other != node && hasArc((node, other)) && hasArc((other, node)))) ? "D" : "U"),
            "030" => name + (outs.Max() == 1 ? "C" : "T"),
            "120" => name + (outs.Max() == 2 ? "D" : ins.Max() == 2 ? "U" : "C"),
            _ => name,
        };
    }
}
