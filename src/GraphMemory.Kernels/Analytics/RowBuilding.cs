using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics;

/// <summary>
/// The steps by which rows are made from edges: count, place, sort each row and merge what is equal in it, close the gaps. <typeparamref
/// name="TArc"/> is an arc as it is sorted.
/// </summary>
internal abstract class RowBuilding<TArc> where TArc : unmanaged, IComparable<TArc>
{
    private const int EdgesPerChunk = 1 << 16;
    private readonly int _nodeCount;
    private readonly ReadOnlyMemory<int> _sources;
    private readonly ReadOnlyMemory<int> _targets;
    private readonly bool _isMirrored;
    private readonly Crew _crew;
    private readonly Chunks _edges;

    protected RowBuilding(int nodeCount, ReadOnlyMemory<int> sources, ReadOnlyMemory<int> targets, bool isMirrored, Crew crew)
    {
        (_nodeCount, _sources, _targets, _isMirrored, _crew) = (nodeCount, sources, targets, isMirrored, crew);
        _edges = new Chunks(sources.Length, EdgesPerChunk);
    }

    public Adjacency Build()
    {
        var counts = new int[_nodeCount + 1];
        _crew.Run(new Each(_edges, range => Count(range, counts)), _edges.Count);
        var starts = Offsets(counts);
        var arcs = new TArc[starts[^1]];
        starts.AsSpan(0, _nodeCount).CopyTo(counts);
        _crew.Run(new Each(_edges, range => Place(range, counts, arcs)), _edges.Count);
        var chunks = BalancedRows.Of(starts, EdgesPerChunk);
        _crew.Run(new Each(chunks, range => Merge(range, starts, arcs, counts)), chunks.Count);
        counts[_nodeCount] = 0;
        return Closed(starts, Offsets(counts), arcs, chunks, _crew);
    }

    protected abstract TArc Arc(int target, int edge);

    /// <summary>Merges equal targets of a sorted row in place and returns how many are left.</summary>
    protected abstract int MergeSorted(Span<TArc> row);

    /// <summary>The rows moved together: they begin at <paramref name="starts"/>, and shall at <paramref name="offsets"/>.</summary>
    protected abstract Adjacency Closed(int[] starts, int[] offsets, TArc[] arcs, BalancedRows chunks, Crew crew);

    private void Count(Range range, int[] counts)
    {
        var sources = _sources.Span[range];
        var targets = _targets.Span[range];
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] == targets[i]) { continue; }
            Interlocked.Increment(ref counts[sources[i]]);
            if (_isMirrored) { Interlocked.Increment(ref counts[targets[i]]); }
        }
    }

    private void Place(Range range, int[] next, TArc[] arcs)
    {
        var sources = _sources.Span[range];
        var targets = _targets.Span[range];
        var first = range.Start.Value;
        for (var i = 0; i < sources.Length; i++)
        {
            var (source, target) = (sources[i], targets[i]);
            if (source == target) { continue; }
            arcs[Interlocked.Increment(ref next[source]) - 1] = Arc(target, first + i);
            if (_isMirrored) { arcs[Interlocked.Increment(ref next[target]) - 1] = Arc(source, first + i); }
        }
    }

    private void Merge(Range nodes, int[] starts, TArc[] arcs, int[] counts)
    {
        for (var node = nodes.Start.Value; node < nodes.End.Value; node++)
        {
            var row = arcs.AsSpan(starts[node], starts[node + 1] - starts[node]);
            row.Sort();
            counts[node] = MergeSorted(row);
        }
    }

    /// <summary>Turns counts into offsets.</summary>
    /// <exception cref="ArgumentException">More arcs than 32 bits count.</exception>
    private static int[] Offsets(ReadOnlySpan<int> counts)
    {
        var offsets = new int[counts.Length];
        var sum = 0L;
        for (var node = 0; node + 1 < counts.Length; node++)
        {
            sum += counts[node];
            if (sum > Array.MaxLength) { throw new ArgumentException($"A graph holds at most {Array.MaxLength} arcs.", nameof(counts)); }
            offsets[node + 1] = (int)sum;
        }

        return offsets;
    }
}

/// <summary>Arcs without weights.</summary>
internal sealed class PlainRows(int nodeCount, ReadOnlyMemory<int> sources, ReadOnlyMemory<int> targets, bool isMirrored, Crew crew)
    : RowBuilding<int>(nodeCount, sources, targets, isMirrored, crew)
{
    protected override int Arc(int target, int edge) => target;

    protected override int MergeSorted(Span<int> row)
    {
        var count = 0;
        foreach (var target in row)
        {
            if (count == 0 || row[count - 1] != target) { row[count++] = target; }
        }

        return count;
    }

    protected override Adjacency Closed(int[] starts, int[] offsets, int[] arcs, BalancedRows chunks, Crew crew)
    {
        if (offsets[^1] == arcs.Length) { return new Adjacency(offsets, arcs, []); }
        var targets = new int[offsets[^1]];
        crew.Run(new Each(chunks, range =>
        {
            for (var node = range.Start.Value; node < range.End.Value; node++)
            {
                arcs.AsSpan(starts[node], offsets[node + 1] - offsets[node]).CopyTo(targets.AsSpan(offsets[node]));
            }
        }), chunks.Count);
        return new Adjacency(offsets, targets, []);
    }
}

/// <summary>Arcs with weights, packed so that they sort by target and then by the bits of the weight: equal targets are summed in one order.</summary>
internal sealed class WeightedRows(
    int nodeCount, ReadOnlyMemory<int> sources, ReadOnlyMemory<int> targets, ReadOnlyMemory<float> weights, bool isMirrored, Crew crew)
    : RowBuilding<ulong>(nodeCount, sources, targets, isMirrored, crew)
{
    protected override ulong Arc(int target, int edge) => Packed(target, weights.Span[edge]);

    protected override int MergeSorted(Span<ulong> row)
    {
        var count = 0;
        for (var i = 0; i < row.Length;)
        {
            var (target, sum) = (Target(row[i]), 0.0);
            for (; i < row.Length && Target(row[i]) == target; i++) { sum += Weight(row[i]); }
            row[count++] = Packed(target, (float)sum);
        }

        return count;
    }

    protected override Adjacency Closed(int[] starts, int[] offsets, ulong[] arcs, BalancedRows chunks, Crew crew)
    {
        var (targets, merged) = (new int[offsets[^1]], new float[offsets[^1]]);
        crew.Run(new Each(chunks, range =>
        {
            for (var node = range.Start.Value; node < range.End.Value; node++)
            {
                for (var (from, to) = (starts[node], offsets[node]); to < offsets[node + 1]; from++, to++)
                {
                    (targets[to], merged[to]) = (Target(arcs[from]), Weight(arcs[from]));
                }
            }
        }), chunks.Count);
        return new Adjacency(offsets, targets, merged);
    }

    private static ulong Packed(int target, float weight) => ((ulong)(uint)target << 32) | BitConverter.SingleToUInt32Bits(weight);

    private static int Target(ulong arc) => (int)(arc >> 32);

    private static float Weight(ulong arc) => BitConverter.UInt32BitsToSingle((uint)arc);
}
