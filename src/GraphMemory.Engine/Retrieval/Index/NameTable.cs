namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Names in an open-addressing table with linear probing. A hash of 0 marks a free slot; a name hashes to it by a chance of 2^-64 only.
/// </summary>
internal sealed class NameTable(ulong[] hashes, int[] values, int[] offsets, int[] entities) : INameSource
{
    /// <summary>The hash belongs to the beginning of a longer name only.</summary>
    public const int IsBeginning = -1;

    /// <summary>No name begins with this hash.</summary>
    public const int IsUnknown = -2;

    public int FindName(ulong hash) => Find(hashes, values, hash);

    public ReadOnlySpan<int> EntitiesNamed(int name) => entities.AsSpan(offsets[name]..offsets[name + 1]);

    public void WriteTo(SegmentLayout layout)
    {
        layout.Set<ulong>(SegmentSection.NameHash, hashes);
        layout.Set<int>(SegmentSection.NameValue, values);
        layout.Set<int>(SegmentSection.NameEntityOffset, offsets);
        layout.Set<int>(SegmentSection.NameEntities, entities);
    }

    public static int Find(ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> values, ulong hash)
    {
        var mask = hashes.Length - 1;
        for (var slot = (int)(hash & (ulong)mask); mask > 0 && hashes[slot] != 0; slot = (slot + 1) & mask)
        {
            if (hashes[slot] == hash) { return values[slot]; }
        }

        return IsUnknown;
    }
}
