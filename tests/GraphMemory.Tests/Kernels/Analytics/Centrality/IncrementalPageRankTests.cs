using CsCheck;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

public sealed class IncrementalPageRankTests
{
    private static readonly Gen<(int, int, int)[]> s_changes = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 3]).Array[0, 40];

    [Fact]
    public void After_any_changes_the_estimates_are_within_the_bound_of_scores_computed_anew() =>
        TestGraphs.Any.Where(list => list.NodeCount > 0).Select(s_changes, Gen.Double[0.1, 0.95], Gen.Int[2, 9]).Sample((list, changes, damping, digits) =>
        {
            var (epsilon, restart) = (Math.Pow(10, -digits), new List<double>(new double[list.NodeCount]) { [0] = 1 });
            var walk = new IncrementalPageRank(new DynamicGraph(list.Build()), restart.ToArray(), damping, epsilon);
            var edges = list.Arcs();
            walk.Push(long.MaxValue);
            foreach (var (source, target, weight) in changes)
            {
                while (walk.Graph.NodeCount <= Math.Max(source, target))
                {
                    restart.Add(walk.Graph.NodeCount % 7 == 0 ? 0.5 : 0);
                    walk.AddNode(restart[^1]);
                }

                walk.SetEdge(source, target, weight);
                Set(edges, source, target, weight, list.IsDirected);
                walk.Push(long.MaxValue);
            }

            AssertWithinBounds(walk, edges, [.. restart], damping, epsilon);
        });

    [Fact]
    public void Known_scores_need_no_push() => TestGraphs.Any.Where(list => list.NodeCount > 0).Sample(list =>
    {
        var restart = Enumerable.Range(0, list.NodeCount).Select(node => 1.0 / list.NodeCount).ToArray();
        var walk = new IncrementalPageRank(new DynamicGraph(list.Build()), restart, 0.85, 1e-9);
        walk.Take(Exact(list.Arcs(), restart, 0.85));
        walk.Push(long.MaxValue);
        Assert.InRange(walk.ErrorBound, 0, 1e-7);
        AssertWithinBounds(walk, list.Arcs(), restart, 0.85, 1e-9);
    });

    [Fact]
    public void A_push_stops_when_it_has_walked_enough_and_goes_on_later()
    {
        var list = TestGraphs.Scalefree(500, 3, seed: 4);
        var restart = new double[500];
        restart[17] = 1;
        var (bits, whole) = (Walk(), Walk());
        whole.Push(long.MaxValue);
        var rounds = 0;
        for (; !bits.IsSettled; rounds++) { Assert.InRange(bits.Push(100), 1, 100 + 500); }
        Assert.True(rounds > 10);
        Assert.True(bits.Estimates.SequenceEqual(whole.Estimates));

        IncrementalPageRank Walk() => new(new DynamicGraph(list.Build()), restart, 0.85, 1e-7);
    }

    [Fact]
    public void A_dynamic_graph_holds_what_it_was_told() => TestGraphs.Any.Where(list => list.NodeCount > 0).Select(s_changes).Sample((list, changes) =>
    {
        var (graph, expected) = (new DynamicGraph(list.Build()), list.Arcs());
        foreach (var (from, to, weight) in changes)
        {
            var (source, target) = (from % list.NodeCount, to % list.NodeCount);
            Assert.Equal(expected.GetValueOrDefault((source, target)), graph.SetArc(source, target, weight));
            expected.Remove((source, target));
            if (weight > 0) { expected[(source, target)] = weight; }
        }

        for (var node = 0; node < list.NodeCount; node++)
        {
            var row = expected.Where(arc => arc.Key.Source == node).ToDictionary(arc => arc.Key.Target, arc => arc.Value);
            Assert.Equal(row.Keys.Order(), graph.Row(node).ToArray().Order());
            Assert.All(row, arc => Assert.Equal(arc.Value, graph.Weight(node, arc.Key)));
            Assert.Equal(row.Values.Sum(), graph.Strength(node), 1e-6);
        }

        Assert.Equal(list.IsDirected, graph.IsDirected);
        Assert.InRange(graph.ChangedRowCount, 0, changes.Length);
    });

    [Fact]
    public void Ends_that_are_no_nodes_and_weights_that_are_none_are_refused()
    {
        var graph = new DynamicGraph(TestGraphs.Star(2).Build());
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.SetArc(0, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.SetArc(-1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.SetArc(0, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => graph.SetArc(0, 1, float.NaN));
    }

    private static void AssertWithinBounds(
        IncrementalPageRank walk, Dictionary<(int Source, int Target), double> edges, double[] restart, double damping, double epsilon)
    {
        var (exact, estimates) = (Exact(edges, restart, damping), walk.Estimates.ToArray());
        Assert.True(walk.IsSettled);
        Assert.InRange(exact.Zip(estimates).Sum(pair => Math.Abs(pair.First - pair.Second)), 0, walk.ErrorBound + 1e-11);
        if (walk.Graph.IsDirected) { return; }
        var greatest = edges.Values.DefaultIfEmpty(1).Min() is < 1 and var least ? 1 / least : 1;
        Assert.All(Enumerable.Range(0, exact.Length), node =>
            Assert.InRange(Math.Abs(exact[node] - estimates[node]), 0, (epsilon * greatest * Math.Max(1, walk.Graph.Strength(node))) + 1e-11));
    }

    /// <summary>x = (1 − d) restart + dPx, where walks end at nodes without edges.</summary>
    private static double[] Exact(Dictionary<(int Source, int Target), double> edges, double[] restart, double damping)
    {
        var (n, system) = (restart.Length, new double[restart.Length, restart.Length + 1]);
        var strength = new double[n];
        foreach (var (arc, weight) in edges) { strength[arc.Source] += weight; }
        for (var node = 0; node < n; node++) { (system[node, node], system[node, n]) = (1, (1 - damping) * restart[node]); }
        foreach (var (arc, weight) in edges) { system[arc.Target, arc.Source] -= damping * weight / strength[arc.Source]; }
        return DenseWalk.Eliminate(system);
    }

    private static void Set(Dictionary<(int Source, int Target), double> edges, int source, int target, double weight, bool isDirected)
    {
        if (source == target) { return; }
        edges.Remove((source, target));
        if (weight > 0) { edges[(source, target)] = weight; }
        if (!isDirected) { Set(edges, target, source, weight, isDirected: true); }
    }
}
