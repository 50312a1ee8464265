namespace GraphMemory.Kernels.Text;

/// <summary>The arrays of a built index, ready to be written out (<c>MemoryMarshal.AsBytes</c>) or read in place.</summary>
public sealed record PostingsSections(TermPostings[] Terms, PostingsBlock[] Blocks, byte[] Data, byte[] Norms)
{
    public PostingsIndex Index => new(Terms, Blocks, Data, Norms);
}
