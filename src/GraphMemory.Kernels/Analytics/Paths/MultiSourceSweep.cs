using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// Breadth-first searches from up to 512 sources at once, one bit each (Then et al., "The More the Merrier", VLDB 2014): an arc is looked at once
/// per level for all of them. Levels with few active nodes push along arcs; the others pull, and a node stops looking once every source that has
/// not reached it has. Counts are taken per node reached, so no bit column is ever summed.
/// </summary>
internal static class MultiSourceSweep
{
    public const int SourcesMax = 512;

    /// <param name="forth">Arcs along which to search.</param>
    /// <param name="back">The same arcs turned round.</param>
    /// <param name="sources">Distinct nodes, at most <see cref="SourcesMax"/>.</param>
    /// <returns>The largest distance.</returns>
    public static unsafe int Run<TCounter>(Adjacency forth, Adjacency back, ReadOnlySpan<int> sources, SweepScratch scratch, ref TCounter counter)
        where TCounter : struct, IHopCounter, allows ref struct
    {
        Vector512<ulong>* frontier = scratch.Block(0), next = scratch.Block(1), seen = scratch.Block(2);
        var (active, open, openArcs) = (0, -1, (long)back.ArcCount);
        new Span<byte>(seen, scratch.NodeCount * sizeof(Vector512<ulong>)).Clear();
        for (var i = 0; i < sources.Length; i++)
        {
            ((ulong*)(frontier + sources[i]))[i >> 6] |= 1UL << i;
            ((ulong*)(seen + sources[i]))[i >> 6] |= 1UL << i;
            scratch.Active[active++] = sources[i];
        }

        var all = All(sources.Length);
        for (var level = 1; ; level++)
        {
            var found = ActiveArcs(forth, scratch.Active.AsSpan(0, active), openArcs / 4)
                ? Push(forth, frontier, next, seen, active, level, scratch, ref counter)
                : Pull(back, frontier, next, seen, all, ref open, ref openArcs, level, scratch, ref counter);
            foreach (var node in scratch.Active.AsSpan(0, active)) { frontier[node] = default; }
            if (found == 0) { return level - 1; }
            active = found;
            var emptied = frontier;
            frontier = next;
            next = emptied;
            (scratch.Active, scratch.NextActive) = (scratch.NextActive, scratch.Active);
        }
    }

    private static unsafe Vector512<ulong> All(int sources)
    {
        Vector512<ulong> all = default;
        for (var i = 0; i < sources; i++) { ((ulong*)&all)[i >> 6] |= 1UL << i; }
        return all;
    }

    /// <summary>Whether the active nodes have few arcs.</summary>
    private static bool ActiveArcs(Adjacency forth, ReadOnlySpan<int> active, long few)
    {
        var arcs = 0L;
        foreach (var node in active)
        {
            arcs += forth.Degree(node);
            if (arcs > few) { return false; }
        }

        return true;
    }

    private static unsafe int Push<TCounter>(
        Adjacency forth, Vector512<ulong>* frontier, Vector512<ulong>* next, Vector512<ulong>* seen, int active, int level, SweepScratch scratch,
        ref TCounter counter)
        where TCounter : struct, IHopCounter, allows ref struct
    {
        var (touched, found) = (0, 0);
        foreach (var node in scratch.Active.AsSpan(0, active))
        {
            var bits = frontier[node];
            foreach (var target in forth.Row(node))
            {
                if (next[target] == default) { scratch.NextActive[touched++] = target; }
                next[target] |= bits;
            }
        }

        for (var i = 0; i < touched; i++)
        {
            var node = scratch.NextActive[i];
            var fresh = Vector512.AndNot(next[node], seen[node]);
            next[node] = fresh;
            if (fresh == default) { continue; }
            seen[node] |= fresh;
            scratch.NextActive[found++] = node;
            counter.Found(node, level, Count(fresh));
        }

        return found;
    }

    private static unsafe int Pull<TCounter>(
        Adjacency back, Vector512<ulong>* frontier, Vector512<ulong>* next, Vector512<ulong>* seen, Vector512<ulong> all, ref int open, ref long openArcs,
        int level, SweepScratch scratch, ref TCounter counter)
        where TCounter : struct, IHopCounter, allows ref struct
    {
        var (nodes, found, left, arcs) = (scratch.Open, 0, 0, 0L);
        var count = open < 0 ? scratch.NodeCount : open;
        fixed (int* offsets = back.Offsets, targets = back.Targets)
        {
            for (var i = 0; i < count; i++)
            {
                var node = open < 0 ? i : nodes[i];
                int* arc = targets + offsets[node], end = targets + offsets[node + 1];
                var wanted = Vector512.AndNot(all, seen[node]);
                if (arc == end || wanted == default) { continue; }
                var missing = Look(frontier, arc, end, wanted);
                if (missing != default)
                {
                    nodes[left++] = node;
                    arcs += end - arc;
                }

                var fresh = wanted ^ missing;
                if (fresh == default) { continue; }
                next[node] = fresh;
                seen[node] |= fresh;
                scratch.NextActive[found++] = node;
                counter.Found(node, level, Count(fresh));
            }
        }

        (open, openArcs) = (left, arcs);
        return found;
    }

    /// <summary>What no neighbour has of what is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<ulong> Look(Vector512<ulong>* frontier, int* arc, int* end, Vector512<ulong> wanted)
    {
        for (; arc <= end - 4; arc += 4)
        {
            var any = (frontier[arc[0]] | frontier[arc[1]]) | (frontier[arc[2]] | frontier[arc[3]]);
            wanted = Vector512.AndNot(wanted, any);
            if (wanted == default) { return wanted; }
        }

        for (; arc < end; arc++) { wanted = Vector512.AndNot(wanted, frontier[*arc]); }
        return wanted;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe int Count(Vector512<ulong> bits)
    {
        var words = (ulong*)&bits;
        var count = 0;
        for (var i = 0; i < 8; i++) { count += BitOperations.PopCount(words[i]); }
        return count;
    }
}
