namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Names in an open-addressing table with linear probing. A slot keeps the upper half of the hash, never 0, which marks a free slot: one
/// lookup in four billion finds a name that is not there, which costs a weak edge.
/// </summary>
internal sealed class NameTable(uint[] tags, int[] values, int[] offsets, int[] entities) : INameSource
{
    /// <summary>The hash belongs to the beginning of a longer name only.</summary>
    public const int IsBeginning = -1;

    /// <summary>No name begins with this hash.</summary>
    public const int IsUnknown = -2;

    public int FindName(ulong hash) => Find(tags, values, hash);

    public ReadOnlySpan<int> EntitiesNamed(int name) => entities.AsSpan(offsets[name]..offsets[name + 1]);

    public void WriteTo(SegmentLayout layout)
    {
        layout.Set<uint>(SegmentSection.NameHash, tags);
        layout.Set<int>(SegmentSection.NameValue, values);
        layout.Set<int>(SegmentSection.NameEntityOffset, offsets);
        layout.Set<int>(SegmentSection.NameEntities, entities);
    }

    public static uint Tag(ulong hash) => (uint)(hash >> 32) | 1;

    public static int Find(ReadOnlySpan<uint> tags, ReadOnlySpan<int> values, ulong hash)
    {
        var (mask, tag) = (tags.Length - 1, Tag(hash));
        for (var slot = (int)(hash & (ulong)mask); mask > 0 && tags[slot] != 0; slot = (slot + 1) & mask)
        {
            if (tags[slot] == tag) { return values[slot]; }
        }

        return IsUnknown;
    }
}
