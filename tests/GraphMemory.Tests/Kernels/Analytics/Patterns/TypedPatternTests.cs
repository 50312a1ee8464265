using CsCheck;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Tests.Kernels.Analytics.Patterns;

public sealed class TypedPatternTests
{
    private static readonly Gen<TypedEdges> Graphs =
        from nodeCount in Gen.Int[1, 12]
        from nodeTypes in Gen.Int[0, 2].Array[nodeCount]
        from edges in Gen.Select(Gen.Int[0, nodeCount - 1], Gen.Int[0, nodeCount - 1], Gen.Int[0, 1]).Array[0, 40]
        select new TypedEdges(nodeTypes, [.. edges.Select(edge => edge.Item1)], [.. edges.Select(edge => edge.Item2)], [.. edges.Select(edge => edge.Item3)]);

    [Fact]
    public void Triples_are_counted_as_by_going_through_the_edges() => Gen.Select(Graphs, Gen.Int[1, 5]).Sample((graph, countMin) =>
    {
        var expected = Edges(graph).GroupBy(edge => (graph.NodeTypes[edge.Source], edge.Type, graph.NodeTypes[edge.Target]))
            .Where(group => group.Count() >= countMin).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new TypedTriple(group.Key.Item1, group.Key.Type, group.Key.Item3, group.Count()));
        Assert.Equal(expected, TypedTriples.Frequent(graph, countMin));
    });

    [Fact]
    public void Paths_are_counted_as_by_joining_every_two_edges() => Gen.Select(Graphs, Gen.Int[1, 5]).Sample((graph, countMin) =>
    {
        var joined = from first in Edges(graph)
                     from second in Edges(graph)
                     where first.Target == second.Source && first.Source != second.Target
                     select (graph.NodeTypes[first.Source], first.Type, graph.NodeTypes[first.Target], second.Type, graph.NodeTypes[second.Target]);
        var expected = joined.GroupBy(path => path).Where(group => group.Count() >= countMin)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => new TypedPath(group.Key.Item1, group.Key.Item2, group.Key.Item3, group.Key.Item4, group.Key.Item5, group.Count()));
        Assert.Equal(expected, TypedPaths.Frequent(graph, countMin));
    });

    private static IEnumerable<(int Source, int Target, int Type)> Edges(TypedEdges graph) =>
        Enumerable.Range(0, graph.Count).Select(edge => (graph.Sources[edge], graph.Targets[edge], graph.Types[edge])).Where(edge => edge.Item1 != edge.Item2);
}
