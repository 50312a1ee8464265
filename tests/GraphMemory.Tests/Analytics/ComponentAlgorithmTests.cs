using GraphMemory.Engine.Analytics;
using GraphMemory.Tests.Kernels.Analytics;

namespace GraphMemory.Tests.Analytics;

public sealed class ComponentAlgorithmTests
{
    /// <summary>0 → 1 → 2 → 0 → 3, and 4 → 5 apart.</summary>
    private static readonly EdgeList TwoParts = new(6, [new(0, 1, 1), new(1, 2, 1), new(2, 0, 1), new(0, 3, 1), new(4, 5, 1)], true, false);

    [Fact]
    public void Components_are_numbered_and_counted()
    {
        var result = Subjects.Run("components", TwoParts);
        Assert.Equal([0, 0, 0, 0, 1, 1], result.Groups!.GroupOf.ToArray());
        Assert.Equal([new Figure("components", 2), new Figure("largestComponentSize", 4)], result.Figures);
        Assert.Equal([new Figure("components", 0), new Figure("largestComponentSize", 0)], Subjects.Run("components", TestGraphs.Empty(0)).Figures);
    }

    [Fact]
    public void Strong_components_follow_directions()
    {
        var result = Subjects.Run("strong-components", TwoParts);
        Assert.Equal([0, 0, 0, 1, 2, 3], result.Groups!.GroupOf.ToArray());
        Assert.Equal([new Figure("strongComponents", 4), new Figure("largestStrongComponentSize", 3)], result.Figures);
    }

    [Fact]
    public void Bridges_are_pairs_in_order()
    {
        var result = Subjects.Run("bridges", TwoParts);
        Assert.Equal([new NodePair(0, 3, 1), new NodePair(4, 5, 1)], result.Pairs);
        Assert.Equal([new Figure("bridges", 2)], result.Figures);
    }

    [Fact]
    public void Articulation_points_have_the_value_one()
    {
        var result = Subjects.Run("articulation-points", TwoParts);
        Assert.Equal([1, 0, 0, 0, 0, 0], result.Values!.Values.ToArray());
        Assert.Equal([new Figure("articulationPoints", 1)], result.Figures);
    }
}
