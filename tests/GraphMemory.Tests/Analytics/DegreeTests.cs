using CsCheck;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class DegreeTests
{
    [Fact]
    public void Degree_is_the_share_of_the_other_nodes() => TestGraphs.Any.Sample(list =>
    {
        var arcs = list.Arcs().Keys;
        var expected = Enumerable.Range(0, list.NodeCount).Select(node =>
            list.NodeCount < 2 ? 0 : arcs.Count(arc => arc.Source == node || (list.IsDirected && arc.Target == node)) * (1.0 / (list.NodeCount - 1))
                + (list.IsDirected ? arcs.Count(arc => arc.Source == node && arc.Target == node) : 0));
        Assert.Equal(expected.Select(value => Math.Round(value, 12)), Degree(list).Select(value => Math.Round(value, 12)));
    });

    [Fact]
    public void The_middle_of_a_star_is_linked_to_all() => Assert.Equal([1, 0.25, 0.25, 0.25, 0.25], Degree(TestGraphs.Star(4)));

    private static double[] Degree(EdgeList list) => Subjects.Run("degree", list).Values!.Values.ToArray();
}
