using CsCheck;
using GraphMemory.Kernels.Analytics.Communities;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Communities;

public sealed class LabelPropagationTests
{
    [Fact]
    public void In_the_end_every_node_has_a_label_that_is_heaviest_around_it() => Gen.Select(TestGraphs.Undirected, Gen.ULong).Sample((list, seed) =>
    {
        var (groups, end) = Run(list, seed);
        Assert.True(end.IsStable);
        NaivePartition.CheckNumbering(groups, end.Groups);
        var arcs = list.Arcs();
        for (var node = 0; node < list.NodeCount; node++)
        {
            var around = arcs.Where(arc => arc.Key.Source == node).GroupBy(arc => groups[arc.Key.Target]).ToDictionary(group => group.Key, group => group.Sum(arc => arc.Value));
            if (around.Count > 0) { Assert.Equal(around.Values.Max(), around.GetValueOrDefault(groups[node]), 1e-4); }
        }
    });

    [Fact]
    public void Two_neighbours_do_not_exchange_their_labels_for_ever()
    {
        var (groups, end) = Run(TestGraphs.PathOf(2), 1);
        Assert.Equal([0, 0], groups);
        Assert.InRange(end.Rounds, 1, 3);
    }

    [Fact]
    public void A_star_is_one_community() => Assert.Equal(1, Run(TestGraphs.Star(2000), 4).End.Groups);

    [Fact]
    public void Nodes_without_edges_keep_their_own_label()
    {
        Assert.Equal([0, 1, 2], Run(TestGraphs.Empty(3), 1).Groups);
        Assert.Equal(0, Run(TestGraphs.Empty(0), 1).End.Groups);
    }

    [Fact]
    public void A_bound_on_rounds_is_kept_and_told()
    {
        var (_, end) = Run(TestGraphs.Scalefree(3000, 4, 1), 1, roundsMax: 1);
        Assert.Equal((1, false), (end.Rounds, end.IsStable));
    }

    [Fact]
    public void The_same_seed_gives_the_same_labels_on_any_number_of_threads()
    {
        var list = TestGraphs.Scalefree(5000, 2, 3) with { IsWeighted = true };
        Assert.Single(new[] { 1, 2, 3, 7 }.Select(workers => string.Join(' ', Run(list, 5, workers: workers).Groups)).Distinct());
    }

    private static (int[] Groups, LabelPropagationEnd End) Run(EdgeList list, ulong seed, int roundsMax = 1000, int workers = 1)
    {
        using var crew = new Crew(workers);
        var groups = new int[list.NodeCount];
        return (groups, LabelPropagation.Run(list.Build(), groups, roundsMax, seed, crew));
    }
}
