using System.Buffers.Binary;

namespace GraphMemory.Kernels.Text;

/// <summary>Gives each distinct term a provisional id (0, 1, 2 … in order of first sight) and sorts them at the end. Terms are bytes
/// throughout: no strings. Linear probing over a table of ids, at most half full.</summary>
public sealed class TermDictionaryBuilder
{
    private int[] _slots = new int[2048]; // id + 1, 0 is free
    private uint[] _hashes = new uint[1024];
    private int[] _offsets = new int[1025];
    private byte[] _bytes = new byte[8192];

    public int Count { get; private set; }

    /// <summary>The provisional id of a term, new or known.</summary>
    public int Add(ReadOnlySpan<byte> term)
    {
        var hash = (uint)WordHash.Of(term);
        var slot = Slot(term, hash);
        if (_slots[slot] != 0) { return _slots[slot] - 1; }
        Append(term, hash);
        _slots[slot] = Count;
        if (2 * Count > _slots.Length) { Rehash(); }
        return Count - 1;
    }

    /// <summary>The provisional id of a known term, or -1.</summary>
    public int Find(ReadOnlySpan<byte> term) => _slots[Slot(term, (uint)WordHash.Of(term))] - 1;

    public ReadOnlySpan<byte> Term(int id) => _bytes.AsSpan(_offsets[id].._offsets[id + 1]);

    public TermDictionarySections Build()
    {
        var order = SortedIds();
        var bytes = new byte[_offsets[Count]];
        var offsets = new int[Count + 1];
        for (var ordinal = 0; ordinal < order.Length; ordinal++)
        {
            var term = Term(order[ordinal]);
            term.CopyTo(bytes.AsSpan(offsets[ordinal]));
            offsets[ordinal + 1] = offsets[ordinal] + term.Length;
        }
        return new TermDictionarySections(bytes, offsets, order);
    }

    private int Slot(ReadOnlySpan<byte> term, uint hash)
    {
        var slot = (int)(hash & (uint)(_slots.Length - 1));
        while (_slots[slot] is var id and not 0 && !(_hashes[id - 1] == hash && Term(id - 1).SequenceEqual(term)))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }
        return slot;
    }

    private void Append(ReadOnlySpan<byte> term, uint hash)
    {
        if (Count == _hashes.Length)
        {
            Array.Resize(ref _hashes, 2 * Count);
            Array.Resize(ref _offsets, (2 * Count) + 1);
        }
        var start = _offsets[Count];
        if (_bytes.Length - start < term.Length) { Array.Resize(ref _bytes, (2 * _bytes.Length) + term.Length); }
        term.CopyTo(_bytes.AsSpan(start));
        _hashes[Count++] = hash;
        _offsets[Count] = start + term.Length;
    }

    private void Rehash()
    {
        _slots = new int[2 * _slots.Length];
        for (var id = 0; id < Count; id++)
        {
            var slot = (int)(_hashes[id] & (uint)(_slots.Length - 1));
            while (_slots[slot] != 0) { slot = (slot + 1) & (_slots.Length - 1); }
            _slots[slot] = id + 1;
        }
    }

    // By the first 8 bytes as one number; terms that share them, by all their bytes.
    private int[] SortedIds()
    {
        var ids = new int[Count];
        var keys = new ulong[Count];
        for (var id = 0; id < Count; id++) { (ids[id], keys[id]) = (id, Key(Term(id))); }
        Array.Sort(keys, ids);
        for (int from = 0, to; from < Count; from = to)
        {
            for (to = from + 1; to < Count && keys[to] == keys[from];) { to++; }
            if (to - from > 1) { ids.AsSpan(from..to).Sort((left, right) => Term(left).SequenceCompareTo(Term(right))); }
        }
        return ids;
    }

    private static ulong Key(ReadOnlySpan<byte> term)
    {
        Span<byte> first = stackalloc byte[8];
        first.Clear();
        term[..Math.Min(8, term.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }
}
