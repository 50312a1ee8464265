using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>Header of up to 128 postings. 16 bytes, blittable. Its data is the document numbers less <see cref="FirstDocument"/>
/// (ushort each, or int when wide), then one byte of frequency each, padded to 4 bytes.</summary>
/// <param name="FirstDocument">First document of the block.</param>
/// <param name="LastDocument">Last document of the block.</param>
/// <param name="DataOffset">First byte of the block's data.</param>
/// <param name="MaxFrequency">Largest frequency in the block.</param>
/// <param name="MinNorm">Least length byte among the block's documents.</param>
/// <param name="LastIndex">Number of postings less one.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 16)]
public readonly record struct PostingsBlock(
    int FirstDocument, int LastDocument, int DataOffset, byte MaxFrequency, byte MinNorm, byte LastIndex)
{
    /// <summary>Postings in every block but a term's last.</summary>
    public const int Capacity = 128;

    public int Count => LastIndex + 1;

    /// <summary>The documents do not fit 16-bit offsets.</summary>
    public bool IsWide => LastDocument - FirstDocument > ushort.MaxValue;

    /// <summary>Bytes of the document offsets; the frequencies follow.</summary>
    public int OffsetBytes => Count * (IsWide ? sizeof(int) : sizeof(ushort));

    /// <summary>Bytes of the block's data, padding included.</summary>
    public int DataBytes => (OffsetBytes + Count + 3) & ~3;
}
