namespace GraphMemory.Kernels.Text;

/// <summary>A built dictionary, ready to be written out or read in place.</summary>
public sealed class TermDictionarySections(byte[] bytes, int[] offsets, int[] order)
{
    /// <summary>The terms in byte order.</summary>
    public byte[] Bytes { get; } = bytes;

    /// <summary>Where they start, and the end.</summary>
    public int[] Offsets { get; } = offsets;

    /// <summary>Order[ordinal] is the provisional id the builder gave: the argument of <see cref="PostingsBuilder.Build"/>.</summary>
    public int[] Order { get; } = order;

    public TermDictionary Dictionary => new(Bytes, Offsets);
}
