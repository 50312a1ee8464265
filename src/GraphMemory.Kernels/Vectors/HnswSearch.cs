using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// Approximate nearest neighbours by a hierarchical navigable small world (Malkov and Yashunin, 2018): down the levels to the neighbourhood
/// of the query, then best first through the lowest one.
/// </summary>
public static class HnswSearch
{
    /// <summary>Offers the best rows found to <paramref name="top"/> as hits of <paramref name="segment"/>.</summary>
    /// <param name="breadth">Best rows kept while searching (the paper's ef): the broader, the surer and the slower.</param>
    /// <param name="visitsMax">Nodes compared at most, for a filter that accepts hardly any of them.</param>
    /// <returns>False when the search was cut short.</returns>
    public static bool Run<TFilter>(
        in VectorBlock block, in HnswLinks links, in VectorQuery query, int breadth, int visitsMax, TFilter filter, int segment, HnswScratch scratch, TopK top)
        where TFilter : struct, IRowFilter, allows ref struct
    {
        if (links.Entry < 0) { return true; }
        var entry = Descend(in block, in links, in query, links.Entry, links.Top, toLevel: 0);
        var isWhole = Level(in block, in links, in query, entry, level: 0, breadth, visitsMax, filter, scratch);
        foreach (var key in scratch.Found.Keys) { top.Offer(new Hit(segment, NodeKey.Node(key), NodeKey.Similarity(key))); }
        return isWhole;
    }

    /// <summary>Climbs towards the query on each level above <paramref name="toLevel"/>. Returns the node it ends at.</summary>
    internal static int Descend(in VectorBlock block, in HnswLinks links, in VectorQuery query, int entry, int fromLevel, int toLevel)
    {
        var best = NodeKey.Of(block.Similarity(in query, entry), entry);
        for (var level = fromLevel; level > toLevel; level--)
        {
            for (var before = long.MinValue; before != best;)
            {
                before = best;
                var neighbours = links.Of(NodeKey.Node(best), level);
                foreach (var node in neighbours) { block.Prefetch(node); }
                foreach (var node in neighbours) { best = Math.Max(best, NodeKey.Of(block.Similarity(in query, node), node)); }
            }
        }

        return NodeKey.Node(best);
    }

    /// <summary>Best first over one level, until nothing left to visit can better what was found.</summary>
    internal static bool Level<TFilter>(
        in VectorBlock block, in HnswLinks links, in VectorQuery query, int entry, int level, int breadth, int visitsMax, TFilter filter, HnswScratch scratch)
        where TFilter : struct, IRowFilter, allows ref struct
    {
        scratch.Begin(links.Count, breadth);
        var (candidates, found, fresh) = (scratch.Candidates, scratch.Found, scratch.Fresh);
        scratch.See(entry);
        Take(in block, entry, NodeKey.Of(block.Similarity(in query, entry), entry), filter, candidates, found);
        while (candidates.TryPop(out var nearest) && nearest > found.Worst)
        {
            if (scratch.SeenCount >= visitsMax) { return false; }
            var count = 0;
            foreach (var node in links.Of(NodeKey.Node(nearest), level))
            {
                if (!scratch.See(node)) { continue; }
                fresh[count++] = node;
                block.Prefetch(node);
            }

            for (var i = 0; i < count; i++)
            {
                var key = NodeKey.Of(block.Similarity(in query, fresh[i]), fresh[i]);
                if (key > found.Worst) { Take(in block, fresh[i], key, filter, candidates, found); }
            }
        }

        return true;
    }

    /// <summary>A node that may not be in the answer still leads to others.</summary>
    private static void Take<TFilter>(in VectorBlock block, int node, long key, TFilter filter, NearestHeap candidates, FarthestHeap found)
        where TFilter : struct, IRowFilter, allows ref struct
    {
        candidates.Push(key);
        if (!block.IsEmpty(node) && filter.Accepts(node)) { found.Push(key); }
    }
}
