using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Text;

/// <summary>Where a term's postings are, and the bounds of its impact. 12 bytes, blittable.</summary>
/// <param name="FirstBlock">Index of the first <see cref="PostingsBlock"/>.</param>
/// <param name="DocumentFrequency">Documents that contain the term.</param>
/// <param name="MaxFrequency">Largest term frequency.</param>
/// <param name="MinNorm">Least length byte among the documents.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4, Size = 12)]
public readonly record struct TermPostings(int FirstBlock, int DocumentFrequency, byte MaxFrequency, byte MinNorm)
{
    public int BlockCount => (DocumentFrequency + PostingsBlock.Capacity - 1) / PostingsBlock.Capacity;
}
