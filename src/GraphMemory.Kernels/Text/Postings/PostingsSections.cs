namespace GraphMemory.Kernels.Text;

/// <summary>The arrays of a built index, ready to be written out (<c>MemoryMarshal.AsBytes</c>) or read in place.</summary>
public sealed class PostingsSections(TermPostings[] terms, PostingsBlock[] blocks, byte[] data, byte[] norms)
{
    public TermPostings[] Terms { get; } = terms;

    public PostingsBlock[] Blocks { get; } = blocks;

    public byte[] Data { get; } = data;

    public byte[] Norms { get; } = norms;

    public PostingsIndex Index => new(Terms, Blocks, Data, Norms);
}
