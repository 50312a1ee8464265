namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// Nodes of one thread by how far they are, in steps of delta: a ring of bins and, beyond its end, a pile that is spread out when the ring has come
/// that far. So the memory is bounded by the nodes put in, however much weights differ.
/// </summary>
internal sealed class DistanceBins
{
    private const int RingLength = 1 << 10;
    private readonly Bin[] _ring = new Bin[RingLength];
    private Bin _beyond;
    private long _start;

    /// <summary>The first number of the ring; smaller ones are gone.</summary>
    public void Clear()
    {
        foreach (ref var bin in _ring.AsSpan()) { bin.Count = 0; }
        (_start, _beyond.Count) = (0, 0);
    }

    public void Add(long bin, int node)
    {
        if (bin < _start + RingLength) { _ring[(int)(bin & (RingLength - 1))].Add(node); }
        else { _beyond.Add(node); }
    }

    public ref Bin this[long bin] => ref _ring[(int)(bin & (RingLength - 1))];

    /// <summary>The first bin from <paramref name="from"/> on that holds something; <see cref="long.MaxValue"/> when none of the ring does.</summary>
    public long FirstFilled(long from)
    {
        for (var bin = from; bin < _start + RingLength; bin++)
        {
            if (this[bin].Count > 0) { return bin; }
        }

        return long.MaxValue;
    }

    public bool HasBeyond => _beyond.Count > 0;

    /// <summary>The smallest number in the pile.</summary>
    public long FirstBeyond(double[] distances, double perDelta)
    {
        var first = long.MaxValue;
        foreach (var node in _beyond.Nodes) { first = Math.Min(first, (long)(distances[node] * perDelta)); }
        return first;
    }

    /// <summary>Sets the empty ring to begin at <paramref name="start"/> and spreads the pile over it.</summary>
    public void MoveTo(long start, double[] distances, double perDelta)
    {
        _start = start;
        var pile = _beyond.Nodes.ToArray();
        _beyond.Count = 0;
        foreach (var node in pile) { Add((long)(distances[node] * perDelta), node); }
    }

    /// <summary>A list that is reused.</summary>
    internal struct Bin
    {
        private int[]? _nodes;

        public int Count;

        public readonly Span<int> Nodes => _nodes.AsSpan(0, Count);

        public void Add(int node)
        {
            var nodes = _nodes;
            if (nodes is null || Count == nodes.Length)
            {
                Array.Resize(ref _nodes, Math.Max(64, 2 * Count));
                nodes = _nodes!;
            }

            nodes[Count++] = node;
        }

        public void RemoveFirst(int count)
        {
            Nodes[count..].CopyTo(_nodes);
            Count -= count;
        }
    }
}
