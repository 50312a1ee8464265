namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>The nearest-neighbour chain (Murtagh, 1983; Müllner, 2011): from a cluster to its nearest, on to that one's nearest, until two are
/// nearest to each other and merge. Right for linkages where merging brings no cluster nearer to a third.</summary>
internal static class NeighbourChain
{
    public static Dendrogram Run(IClusters clusters, CancellationToken cancellation)
    {
        var (chain, joined) = (new Stack<int>(), new List<(int, int, double)>(Math.Max(0, clusters.Count - 1)));
        var start = 0;
        while (joined.Count < clusters.Count - 1)
        {
            cancellation.ThrowIfCancellationRequested();
            if (chain.Count == 0)
            {
                while (!clusters.IsLeft(start)) { start++; }
                chain.Push(start);
            }

            var end = chain.Pop();
            var before = chain.TryPeek(out var slot) ? slot : -1;
            var nearest = clusters.Nearest(end, before, out var distance);
            if (nearest != before)
            {
                chain.Push(end);
                chain.Push(nearest);
                continue;
            }

            chain.Pop();
            joined.Add((before, end, distance));
            clusters.Merge(before, end);
        }

        return Dendrogram.Of(clusters.Count, joined);
    }
}
