using System.Numerics;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Places of rising ids. Where they lie densely, a bitmap with the count of bits before each word answers in one step (rank: Jacobson, 1989);
/// where they do not, it is left out and a binary search takes its place.
/// </summary>
internal readonly ref struct IdTable(ReadOnlySpan<int> ids, ReadOnlySpan<ulong> bits, ReadOnlySpan<int> ranks)
{
    /// <summary>A bitmap may take this many bits per id.</summary>
    private const int BitsPerIdMax = 32;

    private readonly ReadOnlySpan<int> _ids = ids;
    private readonly ReadOnlySpan<ulong> _bits = bits;
    private readonly ReadOnlySpan<int> _ranks = ranks;

    /// <summary>The place of an id; negative when it is absent.</summary>
    public int Find(int id)
    {
        if (_bits.IsEmpty) { return _ids.BinarySearch(id); }
        var at = (uint)(id - _ids[0]);
        var word = (int)(at >> 6);
        if (word >= _bits.Length) { return -1; }
        var bit = 1UL << (int)(at & 63);
        return (_bits[word] & bit) == 0 ? -1 : _ranks[word] + BitOperations.PopCount(_bits[word] & (bit - 1));
    }

    /// <param name="ids">Distinct, rising.</param>
    public static void Write(SegmentLayout layout, List<int> ids, SegmentSection idSection, SegmentSection bitSection, SegmentSection rankSection)
    {
        layout.Set(idSection, ids);
        if (ids.Count == 0 || ids[^1] - ids[0] > (long)BitsPerIdMax * ids.Count) { return; }
        var bits = new ulong[((ids[^1] - ids[0]) >> 6) + 1];
        var ranks = new int[bits.Length];
        foreach (var id in ids) { bits[(id - ids[0]) >> 6] |= 1UL << ((id - ids[0]) & 63); }
        for (var word = 1; word < bits.Length; word++) { ranks[word] = ranks[word - 1] + BitOperations.PopCount(bits[word - 1]); }
        layout.Set<ulong>(bitSection, bits);
        layout.Set<int>(rankSection, ranks);
    }
}
