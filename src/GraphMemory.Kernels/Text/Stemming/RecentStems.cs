using System.Buffers.Binary;

namespace GraphMemory.Kernels.Text;

/// <summary>Stems of words met before in the same run of texts: words repeat so much (Zipf) that most are found here. A direct-mapped
/// table; a word that is longer than a slot is not kept.</summary>
internal sealed class RecentStems
{
    /// <summary>Longer words, and words with longer stems, are not kept.</summary>
    public const int BytesMax = 15;

    private const int SlotCount = 2048;
    private const int LengthShift = 8 * BytesMax;

    // The stem's length is in the byte that its letters leave free.
    private readonly (UInt128 Word, UInt128 Stem)[] _slots = new (UInt128, UInt128)[SlotCount];

    /// <summary>The word at the front of <paramref name="bytes"/>, which has room for 16, as one number.</summary>
    public static UInt128 Word(ReadOnlySpan<byte> bytes, int length) =>
        BinaryPrimitives.ReadUInt128LittleEndian(bytes) & ((UInt128.One << (8 * length)) - 1);

    /// <summary>Writes the word's stem over the front of <paramref name="bytes"/>, which has room for 16, and returns its length; 0 when
    /// the stem is not here.</summary>
    public int Read(UInt128 word, ulong hash, Span<byte> bytes)
    {
        ref readonly var slot = ref _slots[hash % SlotCount];
        if (slot.Word != word) { return 0; }
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, slot.Stem);
        return (int)(slot.Stem >> LengthShift);
    }

    public void Keep(UInt128 word, ulong hash, ReadOnlySpan<byte> bytes, int length)
    {
        if (length <= BytesMax) { _slots[hash % SlotCount] = (word, Word(bytes, length) | ((UInt128)(uint)length << LengthShift)); }
    }
}
