using System.Diagnostics;

namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// Builds a <see cref="HnswLinks"/> node by node. Several threads may insert at once, each with a scratch of its own; one thread that inserts
/// by rising number builds the same graph every time. A graph can be taken up again to hold more nodes.
/// </summary>
public sealed class HnswBuilder
{
    /// <summary>Drawn levels are cut off here: with a degree of 8 or more a level above it would need more nodes than there can be.</summary>
    internal const int LevelMax = 15;

    private const int LocksCount = 1 << 12;
    private readonly HnswParameters _parameters;
    private readonly int[] _lowest;
    private readonly int[] _upperStart;
    private readonly int[] _upper;
    private readonly int[] _locks = new int[LocksCount];
    private long _entry = -1; // level in the upper half, node in the lower

    /// <param name="count">Nodes that the graph will hold.</param>
    public HnswBuilder(int count, HnswParameters parameters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Degree, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Degree, 128);
        _parameters = parameters;
        _lowest = new int[checked(count * HnswLinks.LowestStride(parameters.Degree))];
        _upperStart = new int[count + 1];
        for (var node = 0; node < count; node++) { _upperStart[node + 1] = _upperStart[node] + (LevelOf(node) * HnswLinks.UpperStride(parameters.Degree)); }
        _upper = new int[_upperStart[count]];
    }

    /// <summary>Takes up a graph that was built with the same parameters, to insert nodes after its own.</summary>
    public HnswBuilder(in HnswLinks begun, int count, HnswParameters parameters) : this(count, parameters)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(begun.Degree, parameters.Degree);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, begun.Count);
        begun.Lowest.CopyTo(_lowest);
        begun.Upper.CopyTo(_upper);
        if (begun.Entry >= 0) { _entry = Packed(begun.Top, begun.Entry); }
    }

    /// <summary>The graph as it stands.</summary>
    public HnswLinks Links
    {
        get
        {
            var entry = Volatile.Read(ref _entry);
            return new HnswLinks(_lowest, _upperStart, _upper, _parameters.Degree, entry < 0 ? -1 : (int)entry, entry < 0 ? 0 : (int)(entry >> 32));
        }
    }

    public ReadOnlyMemory<int> Lowest => _lowest;

    public ReadOnlyMemory<int> UpperStart => _upperStart;

    public ReadOnlyMemory<int> Upper => _upper;

    /// <summary>Links a row of <paramref name="block"/> with the rows inserted so far. An empty row is no node.</summary>
    public void Insert(in VectorBlock block, int node, HnswScratch scratch)
    {
        if (block.IsEmpty(node)) { return; }
        scratch.PrepareInsertion(block.Dimensions, _parameters);
        QuantisedVector.Widen(block.Codes(node), scratch.Wide);
        var query = new VectorQuery(scratch.Wide, block.Scale(node));
        var level = LevelOf(node);
        if (Interlocked.CompareExchange(ref _entry, Packed(level, node), -1) == -1) { return; }
        var links = Links;
        var entry = HnswSearch.Descend(in block, in links, in query, links.Entry, links.Top, level);
        var linkedLevel = Math.Min(level, links.Top);
        // Nobody knows the node before it is linked back: who finds it finds it with its own lists complete.
        for (var at = linkedLevel; at >= 0; at--)
        {
            HnswSearch.Level(in block, in links, in query, entry, at, _parameters.Breadth, int.MaxValue, default(AllRows), scratch);
            var ranked = scratch.Ranked.AsSpan(0, scratch.Found.CopyRanked(scratch.Ranked));
            if (ranked.Length > 0) { entry = NodeKey.Node(ranked[0]); }
            WriteList(List(node, at), Choose(in block, ranked, _parameters.Degree, scratch));
        }

        for (var at = 0; at <= linkedLevel; at++)
        {
            foreach (var neighbour in links.Of(node, at)) { LinkBack(in block, neighbour, node, at, scratch); }
        }

        Raise(level, node);
    }

    /// <summary>
    /// The paper's heuristic (algorithm 4): a candidate is a neighbour when it is nearer to the node than to every neighbour chosen before it,
    /// so that links lead in different directions and clusters stay connected.
    /// </summary>
    private static ReadOnlySpan<int> Choose(in VectorBlock block, ReadOnlySpan<long> ranked, int countMax, HnswScratch scratch)
    {
        var (chosen, count) = (scratch.Chosen, 0);
        foreach (var key in ranked)
        {
            var node = NodeKey.Node(key);
            if (!IsNearerThanChosen(in block, node, NodeKey.Similarity(key), chosen.AsSpan(0, count), scratch)) { continue; }
            QuantisedVector.Widen(block.Codes(node), scratch.WideChosen.AsSpan(count * block.Dimensions, block.Dimensions));
            chosen[count++] = node;
            if (count == countMax) { break; }
        }

        return chosen.AsSpan(0, count);
    }

    private static bool IsNearerThanChosen(in VectorBlock block, int node, float similarity, ReadOnlySpan<int> chosen, HnswScratch scratch)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            var other = new VectorQuery(scratch.WideChosen.AsSpan(i * block.Dimensions, block.Dimensions), block.Scale(chosen[i]));
            if (block.Similarity(in other, node) > similarity) { return false; }
        }

        return true;
    }

    /// <summary>Adds a link to a neighbour's list; a full list is chosen anew.</summary>
    private void LinkBack(in VectorBlock block, int neighbour, int node, int level, HnswScratch scratch)
    {
        ref var door = ref _locks[neighbour % LocksCount];
        var spin = new SpinWait();
        while (Interlocked.CompareExchange(ref door, 1, 0) != 0) { spin.SpinOnce(); }
        try
        {
            var list = List(neighbour, level);
            var count = list[0];
            if (count < list.Length - 1)
            {
                list[count + 1] = node;
                Volatile.Write(ref list[0], count + 1);
                return;
            }

            WriteList(list, Choose(in block, Rank(in block, neighbour, list[1..], node, scratch), count, scratch));
        }
        finally
        {
            Volatile.Write(ref door, 0);
        }
    }

    /// <summary>The linked nodes and one more, by their similarity to the node itself.</summary>
    private static Span<long> Rank(in VectorBlock block, int node, ReadOnlySpan<int> linked, int added, HnswScratch scratch)
    {
        QuantisedVector.Widen(block.Codes(node), scratch.WideOther);
        var query = new VectorQuery(scratch.WideOther, block.Scale(node));
        foreach (var other in linked) { block.Prefetch(other); }
        var ranked = scratch.Ranked.AsSpan(0, linked.Length + 1);
        ranked[^1] = NodeKey.Of(block.Similarity(in query, added), added);
        for (var i = 0; i < linked.Length; i++) { ranked[i] = NodeKey.Of(block.Similarity(in query, linked[i]), linked[i]); }
        ranked.Sort();
        ranked.Reverse();
        return ranked;
    }

    private Span<int> List(int node, int level) => level == 0
        ? _lowest.AsSpan(node * HnswLinks.LowestStride(_parameters.Degree), HnswLinks.LowestStride(_parameters.Degree))
        : _upper.AsSpan(_upperStart[node] + ((level - 1) * HnswLinks.UpperStride(_parameters.Degree)), HnswLinks.UpperStride(_parameters.Degree));

    private static void WriteList(Span<int> list, ReadOnlySpan<int> nodes)
    {
        Debug.Assert(nodes.Length < list.Length);
        nodes.CopyTo(list[1..]);
        Volatile.Write(ref list[0], nodes.Length);
    }

    /// <summary>Makes the node the entry when it stands higher than the one before.</summary>
    private void Raise(int level, int node)
    {
        for (var entry = Volatile.Read(ref _entry); level > (int)(entry >> 32);)
        {
            var seen = Interlocked.CompareExchange(ref _entry, Packed(level, node), entry);
            if (seen == entry) { return; }
            entry = seen;
        }
    }

    /// <summary>Drawn from the exponential distribution of the paper; a function of seed and node, so that a graph can be taken up again.</summary>
    private int LevelOf(int node)
    {
        var bits = Mixed(_parameters.Seed + ((ulong)node * 0x9E37_79B9_7F4A_7C15));
        var uniform = ((bits >> 11) + 1) * (1.0 / (1UL << 53));
        return Math.Min(LevelMax, (int)(-Math.Log(uniform) / Math.Log(_parameters.Degree)));
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mixed(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }

    private static long Packed(int level, int node) => ((long)level << 32) | (uint)node;
}
