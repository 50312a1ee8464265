using CsCheck;
using GraphMemory.Kernels.Graph;

namespace GraphMemory.Tests.Kernels.Graph;

public sealed class CsrBuilderTests
{
    private static readonly Gen<(int Source, int Target, float Weight)[]> Edges =
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.OneOf(1f, 1f, 1f, 2.5f)).Array[0, 200];

    [Fact]
    public void Rows_have_the_edges_that_were_added() => Edges.Sample(edges =>
    {
        var sections = Build(edges);
        Assert.Equal(edges.Length, sections.Graph.EdgeCount);
        for (var node = -1; node <= 51; node++)
        {
            var row = sections.Graph.Row(0, node);
            var expected = edges.Where(edge => edge.Source == node).ToArray();
            Assert.Equal(expected.Select(edge => edge.Target).Order(), row.Targets.ToArray());
            Assert.Equal(expected.Sum(edge => (double)edge.Weight), row.TotalWeight(), 1e-9);
        }
    });

    [Fact]
    public void Nodes_are_the_distinct_sources_and_weights_are_absent_when_all_are_one() => Edges.Sample(edges =>
    {
        var sections = Build(edges);
        Assert.Equal(edges.Select(edge => edge.Source).Distinct().Order(), sections.Graph.Nodes.ToArray());
        Assert.Equal(edges.Any(edge => edge.Weight != 1), sections.Weights.Length > 0);
    });

    [Fact]
    public void Weights_stay_with_their_edges() => Edges.Sample(edges =>
    {
        var sections = Build(edges);
        if (sections.Weights.Length == 0) { return; }
        var built = new List<(int, int, float)>();
        for (var i = 0; i < sections.Nodes.Length; i++)
        {
            var row = sections.Graph.RowAt(i);
            for (var edge = 0; edge < row.Targets.Length; edge++) { built.Add((sections.Nodes[i], row.Targets[edge], row.Weights[edge])); }
        }
        Assert.Equal(edges.Order(), built.Order());
    });

    [Fact]
    public void Negative_ids_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsrBuilder().Add(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CsrBuilder().Add(0, -1));
        Assert.Equal(0, new CsrBuilder().EdgeCount);
    }

    private static CsrSections Build((int Source, int Target, float Weight)[] edges)
    {
        var builder = new CsrBuilder();
        foreach (var (source, target, weight) in edges) { builder.Add(source, target, weight); }
        return builder.Build();
    }
}
