namespace GraphMemory.Kernels.Text;

/// <summary>Sorted UTF-8 terms over memory the caller owns. A term's ordinal is its place in byte order.</summary>
/// <param name="bytes">All terms one after the other.</param>
/// <param name="offsets">n + 1 ascending offsets: term i is bytes offsets[i] to offsets[i + 1].</param>
public readonly ref struct TermDictionary(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> offsets)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly ReadOnlySpan<int> _offsets = offsets;

    public int Count => Math.Max(_offsets.Length - 1, 0);

    public ReadOnlySpan<byte> Term(int ordinal) => _bytes[_offsets[ordinal].._offsets[ordinal + 1]];

    /// <summary>The term's ordinal, or -1. Binary search.</summary>
    public int Find(ReadOnlySpan<byte> term)
    {
        var at = FirstAtLeast(term);
        return at < Count && Term(at).SequenceEqual(term) ? at : -1;
    }

    /// <summary>Ordinals of the terms that start with <paramref name="prefix"/>: From inclusive, To exclusive.</summary>
    public (int From, int To) PrefixRange(ReadOnlySpan<byte> prefix)
    {
        var from = FirstAtLeast(prefix);
        var (low, high) = (from, Count);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (Term(middle).StartsWith(prefix)) { low = middle + 1; }
            else { high = middle; }
        }
        return (from, low);
    }

    /// <summary>Ordinal of the first term not before <paramref name="term"/> in byte order, or the count.</summary>
    public int FirstAtLeast(ReadOnlySpan<byte> term)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            if (Term(middle).SequenceCompareTo(term) < 0) { low = middle + 1; }
            else { high = middle; }
        }
        return low;
    }
}
