using CsCheck;
using GraphMemory.Kernels.Analytics.Communities;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Communities;

public sealed class ModularityMethodsTests
{
    private static readonly int[] WorkerCounts = [1, 2, 3, 7];

    [Fact]
    public void No_single_move_raises_the_modularity_that_louvain_found() => TestGraphs.Undirected.Sample(list =>
    {
        var groups = Louvain(list, 7);
        AssertLocalOptimum(list.NodeCount, groups, moved => NaivePartition.Modularity(list, moved));
    });

    [Fact]
    public void No_single_move_raises_the_quality_that_leiden_found() => Gen.Select(TestGraphs.Undirected, Gen.Bool, Gen.Double[0.2, 2]).Sample((list, isPotts, resolution) =>
    {
        var kind = isPotts ? CommunityObjectiveKind.ConstantPotts : CommunityObjectiveKind.Modularity;
        var groups = Leiden(list, new CommunityObjective(kind, resolution), 7, iterations: 10);
        AssertLocalOptimum(list.NodeCount, groups, moved =>
            isPotts ? NaivePartition.ConstantPotts(list, moved, resolution) : NaivePartition.Modularity(list, moved, resolution));
    });

    [Fact]
    public void Communities_of_leiden_hang_together() => Gen.Select(TestGraphs.Undirected, Gen.ULong, Gen.Int[1, 3], Gen.Double[0.1, 3]).Sample((list, seed, iterations, resolution) =>
    {
        var groups = Leiden(list, CommunityObjective.Modularity with { Resolution = resolution }, seed, iterations);
        Assert.True(NaivePartition.IsConnected(list, groups));
        NaivePartition.CheckNumbering(groups, groups.Length == 0 ? 0 : groups.Max() + 1);
    });

    [Fact]
    public void Communities_of_leiden_hang_together_in_a_large_graph()
    {
        var list = TestGraphs.Scalefree(3000, 3, 5);
        Assert.True(NaivePartition.IsConnected(list, Leiden(list, CommunityObjective.Modularity, 1, 2)));
    }

    [Fact]
    public void Small_graphs_are_solved_nearly_as_well_as_can_be()
    {
        // Both stop at local optima: over many graphs the mean gap to the best of all partitions is small.
        var gaps = new List<double>();
        foreach (var seed in Enumerable.Range(1, 30))
        {
            var list = TestGraphs.Scalefree(8, 2, (ulong)seed);
            var best = NaivePartition.Best(8, groups => NaivePartition.Modularity(list, groups));
            var found = NaivePartition.Modularity(list, Leiden(list, CommunityObjective.Modularity, 42, 10));
            Assert.InRange(found, double.NegativeInfinity, best + 1e-9);
            gaps.Add(best - found);
        }

        Assert.InRange(gaps.Average(), 0, 0.01);
    }

    [Fact]
    public void Two_cliques_joined_by_one_edge_are_two_communities()
    {
        var list = Cliques(2, 5);
        int[] expected = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        Assert.Equal(expected, Louvain(list, 42));
        Assert.Equal(expected, Leiden(list, CommunityObjective.Modularity, 42, 3));
        Assert.Equal(expected, Leiden(list, new CommunityObjective(CommunityObjectiveKind.ConstantPotts, 0.5), 42, 3));
    }

    [Fact]
    public void The_constant_Potts_model_keeps_a_ring_of_many_cliques_apart_where_modularity_joins_pairs()
    {
        var list = Cliques(30, 5, isRing: true); // Fortunato and Barthélemy, 2007: the resolution limit
        Assert.Equal(30, Leiden(list, new CommunityObjective(CommunityObjectiveKind.ConstantPotts, 0.5), 42, 10).Distinct().Count());
        Assert.InRange(Leiden(list, CommunityObjective.Modularity, 42, 10).Distinct().Count(), 10, 20);
    }

    [Fact]
    public void Weights_decide_where_edges_are_alike()
    {
        var list = new EdgeList(4, [new Edge(0, 1, 9), new Edge(1, 2, 1), new Edge(2, 3, 9), new Edge(3, 0, 1)], IsDirected: false, IsWeighted: true);
        Assert.Equal([0, 0, 1, 1], Louvain(list, 3));
        Assert.Equal([0, 0, 1, 1], Leiden(list, CommunityObjective.Modularity, 3, 3));
    }

    [Fact]
    public void Nodes_without_edges_stay_alone()
    {
        Assert.Empty(Louvain(TestGraphs.Empty(0), 1));
        Assert.Empty(Leiden(TestGraphs.Empty(0), CommunityObjective.Modularity, 1, 3));
        Assert.Equal([0, 1, 2], Louvain(TestGraphs.Empty(3), 1));
        Assert.Equal([0, 1, 2], Leiden(TestGraphs.Empty(3), CommunityObjective.Modularity, 1, 3));
    }

    [Fact]
    public void The_same_seed_gives_the_same_communities_on_any_number_of_threads()
    {
        foreach (var list in new[] { TestGraphs.Scalefree(4000, 8, 3), TestGraphs.Scalefree(4000, 8, 3) with { IsWeighted = true } })
        {
            Assert.Single(WorkerCounts.Select(workers => string.Join(' ', Louvain(list, 5, workers))).Distinct());
            Assert.Single(WorkerCounts.Select(workers => string.Join(' ', Leiden(list, CommunityObjective.Modularity, 5, 2, workers))).Distinct());
        }
    }

    [Fact]
    public void Nodes_that_are_looked_at_together_find_the_same_communities_on_any_number_of_threads_and_good_ones()
    {
        var list = TestGraphs.Scalefree(20_000, 2, 3); // enough nodes for batches
        var found = WorkerCounts.Select(workers => Leiden(list, CommunityObjective.Modularity, 5, 1, workers)).ToList();
        Assert.Single(found.Select(groups => string.Join(' ', groups)).Distinct());
        Assert.True(NaivePartition.IsConnected(list, found[0]));
        var measures = new CommunityMeasure[found[0].Max() + 1];
        var volume = CommunityMeasures.Of(list.Build(), found[0], measures);
        Assert.InRange(CommunityMeasures.Modularity(measures, volume, 1), 0.5, 1);
    }

    [Fact]
    public void More_iterations_of_leiden_find_no_worse_partitions()
    {
        var list = TestGraphs.Scalefree(600, 3, 9);
        var qualities = new[] { 1, 2, 4, 8 }.Select(iterations => NaivePartition.Modularity(list, Leiden(list, CommunityObjective.Modularity, 42, iterations))).ToList();
        Assert.Equal(qualities.Order(), qualities);
        Assert.InRange(qualities[^1], NaivePartition.Modularity(list, Louvain(list, 42)) - 0.005, 1);
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        using var crew = new Crew(1, new CancellationToken(canceled: true));
        var graph = TestGraphs.Star(9).Build();
        Assert.Throws<OperationCanceledException>(() => GraphMemory.Kernels.Analytics.Communities.Louvain.Run(graph, new int[10], CommunityObjective.Modularity, 1, crew));
    }

    private static void AssertLocalOptimum(int nodeCount, int[] groups, Func<int[], double> quality)
    {
        var found = quality(groups);
        for (var node = 0; node < nodeCount; node++)
        {
            foreach (var target in groups.Append(groups.Max() + 1).Distinct().ToList())
            {
                var moved = groups.ToArray();
                moved[node] = target;
                Assert.InRange(quality(moved), double.NegativeInfinity, found + 1e-5);
            }
        }
    }

    private static EdgeList Cliques(int count, int size, bool isRing = false)
    {
        var edges = new List<Edge>();
        for (var clique = 0; clique < count; clique++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < i; j++) { edges.Add(new Edge((clique * size) + i, (clique * size) + j, 1)); }
            }

            if (clique > 0) { edges.Add(new Edge(((clique - 1) * size) + 1, clique * size, 1)); }
        }

        if (isRing) { edges.Add(new Edge(0, (count * size) - 1, 1)); }
        return new EdgeList(count * size, [.. edges], IsDirected: false, IsWeighted: false);
    }

    private static int[] Louvain(EdgeList list, ulong seed, int workers = 1)
    {
        using var crew = new Crew(workers);
        var groups = new int[list.NodeCount];
        var count = GraphMemory.Kernels.Analytics.Communities.Louvain.Run(list.Build(), groups, CommunityObjective.Modularity, seed, crew);
        NaivePartition.CheckNumbering(groups, count);
        return groups;
    }

    private static int[] Leiden(EdgeList list, CommunityObjective objective, ulong seed, int iterations, int workers = 1)
    {
        using var crew = new Crew(workers);
        var groups = new int[list.NodeCount];
        var count = GraphMemory.Kernels.Analytics.Communities.Leiden.Run(list.Build(), groups, objective, iterations, seed, crew);
        NaivePartition.CheckNumbering(groups, count);
        return groups;
    }
}
