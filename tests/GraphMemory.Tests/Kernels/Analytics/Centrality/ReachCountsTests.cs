using CsCheck;
using GraphMemory.Kernels.Analytics.Centrality;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Centrality;

public sealed class ReachCountsTests
{
    [Fact]
    public void Counts_are_those_of_one_search_after_another() => TestGraphs.Any.Sample(list =>
        Assert.Equal(Enumerable.Range(0, list.NodeCount).Select(node => (double)Reached(list, node)), Counts(list, 2)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void More_nodes_than_one_batch_holds_are_counted_by_any_number_of_threads(int workers)
    {
        var chain = TestGraphs.PathOf(1_300) with { IsDirected = true };
        Assert.Equal(Enumerable.Range(0, 1_300).Select(node => 1_299.0 - node), Counts(chain, workers));
    }

    private static double[] Counts(EdgeList list, int workers)
    {
        using var crew = new Crew(workers);
        var counts = new double[list.NodeCount];
        ReachCounts.Compute(list.Build(), counts, crew);
        return counts;
    }

    private static int Reached(EdgeList list, int start)
    {
        var (reached, waiting) = (new HashSet<int> { start }, new Stack<int>([start]));
        while (waiting.TryPop(out var node))
        {
            foreach (var arc in list.Arcs().Keys.Where(arc => arc.Source == node && reached.Add(arc.Target))) { waiting.Push(arc.Target); }
        }

        return reached.Count - 1;
    }
}
