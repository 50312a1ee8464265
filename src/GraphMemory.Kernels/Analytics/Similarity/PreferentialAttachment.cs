using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>The rich get richer: a pair scores the product of its degrees (Barabási and Albert, 1999; Newman, 2001).</summary>
public static class PreferentialAttachment
{
    public static Hit[] Best(StaticGraph graph, PairSearch search, Crew crew) =>
        search.IsEveryPair ? Greatest(graph, search, crew.Cancellation) : new FromSources(graph, search, crew).Run();

    /// <summary>Products from the greatest down: nodes by degree, and in each row of that order the next partner. Looks at little more than
    /// the pairs it returns and the edges among the nodes of most degree.</summary>
    private static Hit[] Greatest(StaticGraph graph, PairSearch search, CancellationToken cancellation)
    {
        int[] order = [.. Enumerable.Range(0, graph.NodeCount).OrderByDescending(graph.Out.Degree).ThenBy(node => node)];
        var (rows, found) = (new PriorityQueue<(int Row, int Partner), (double, int, int)>(), new List<Hit>(search.Top));
        Push(0, 1);
        while (found.Count < search.Top && rows.TryDequeue(out var next, out var rank) && -rank.Item1 > 0 && -rank.Item1 >= search.Threshold)
        {
            cancellation.ThrowIfCancellationRequested();
            var (first, second) = (Math.Min(order[next.Row], order[next.Partner]), Math.Max(order[next.Row], order[next.Partner]));
            if (!search.OnlyUnlinked || !graph.Out.HasArc(first, second)) { found.Add(new Hit(first, second, -rank.Item1)); }
            if (next.Partner == next.Row + 1) { Push(next.Row + 1, next.Row + 2); }
            Push(next.Row, next.Partner + 1);
        }

        return [.. found];

        void Push(int row, int partner)
        {
            if (partner < order.Length) { rows.Enqueue((row, partner), (-(double)graph.Out.Degree(order[row]) * graph.Out.Degree(order[partner]), row, partner)); }
        }
    }

    private sealed class FromSources(StaticGraph graph, PairSearch search, Crew crew) : PairRanking(graph, search, crew)
    {
        protected override void Rank(int source, int worker)
        {
            for (var target = 0; target < Graph.NodeCount; target++)
            {
                if (IsAsked(source, target)) { Offer(source, target, (double)Graph.Out.Degree(source) * Graph.Out.Degree(target), worker); }
            }
        }
    }
}
