namespace GraphMemory.Kernels.Text;

/// <summary>A built dictionary, ready to be written out or read in place.</summary>
/// <param name="Bytes">The terms in byte order.</param>
/// <param name="Offsets">Where they start, and the end.</param>
/// <param name="Order">Order[ordinal] is the provisional id the builder gave: the argument of <see cref="PostingsBuilder.Build"/>.</param>
public sealed record TermDictionarySections(byte[] Bytes, int[] Offsets, int[] Order)
{
    public TermDictionary Dictionary => new(Bytes, Offsets);
}
