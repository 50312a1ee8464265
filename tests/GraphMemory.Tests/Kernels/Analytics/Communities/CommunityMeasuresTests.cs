using CsCheck;
using GraphMemory.Kernels.Analytics.Communities;

namespace GraphMemory.Tests.Kernels.Analytics.Communities;

public sealed class CommunityMeasuresTests
{
    private static readonly Gen<(EdgeList List, int[] Groups)> Partitioned =
        TestGraphs.Undirected.SelectMany(list => Gen.Int[0, 3].Array[list.NodeCount].Select(groups => (list, groups)));

    [Fact]
    public void Modularity_is_the_sum_over_all_pairs() => Partitioned.Sample(given =>
    {
        var (measures, volume) = Measure(given.List, given.Groups);
        Assert.Equal(NaivePartition.Modularity(given.List, given.Groups, 1.3), CommunityMeasures.Modularity(measures, volume, 1.3), 1e-9);
    });

    [Fact]
    public void The_constant_Potts_model_counts_edges_against_pairs() => Partitioned.Sample(given =>
    {
        var (measures, _) = Measure(given.List, given.Groups);
        Assert.Equal(NaivePartition.ConstantPotts(given.List, given.Groups, 0.4), CommunityMeasures.ConstantPotts(measures, 0.4), 1e-6);
    });

    [Fact]
    public void Edges_lie_inside_or_lead_out() => Partitioned.Sample(given =>
    {
        var (measures, volume) = Measure(given.List, given.Groups);
        var arcs = given.List.Arcs();
        for (var group = 0; group < measures.Length; group++)
        {
            var inside = arcs.Where(arc => given.Groups[arc.Key.Source] == group && given.Groups[arc.Key.Target] == group).ToList();
            var boundary = arcs.Where(arc => given.Groups[arc.Key.Source] == group && given.Groups[arc.Key.Target] != group).Sum(arc => arc.Value);
            var size = given.Groups.Count(own => own == group);
            Assert.Equal(size, measures[group].Size);
            Assert.Equal(inside.Count / 2, measures[group].EdgesInside);
            Assert.Equal(inside.Sum(arc => arc.Value) / 2, measures[group].Inside, 1e-6);
            Assert.Equal(boundary, measures[group].Boundary, 1e-6);
            Assert.Equal(size < 2 ? 0 : (double)inside.Count / (size * (size - 1)), measures[group].Density, 1e-9);
            var lesser = Math.Min(inside.Sum(arc => arc.Value) + boundary, volume - inside.Sum(arc => arc.Value) - boundary);
            Assert.Equal(lesser > 0 ? boundary / lesser : 0, measures[group].Conductance(volume), 1e-6);
        }

        var covered = arcs.Where(arc => given.Groups[arc.Key.Source] == given.Groups[arc.Key.Target]).Sum(arc => arc.Value);
        Assert.Equal(volume > 0 ? covered / volume : 0, CommunityMeasures.Coverage(measures, volume), 1e-6);
    });

    [Fact]
    public void A_node_in_no_group_counts_for_the_volume_alone()
    {
        var measures = new CommunityMeasure[1];
        Assert.Equal(6, CommunityMeasures.Of(TestGraphs.Star(3).Build(), [0, 0, -1, -1], measures));
        Assert.Equal(new CommunityMeasure(2, 1, 1, 2), measures[0]);
    }

    private static (CommunityMeasure[] Measures, double Volume) Measure(EdgeList list, int[] groups)
    {
        var measures = new CommunityMeasure[4];
        return (measures, CommunityMeasures.Of(list.Build(), groups, measures));
    }
}
