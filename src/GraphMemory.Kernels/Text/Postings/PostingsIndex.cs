namespace GraphMemory.Kernels.Text;

/// <summary>A read-only inverted index over memory the caller owns (an array or a mapped file): documents 0 to n-1 of one segment.</summary>
/// <param name="terms">One per term ordinal.</param>
/// <param name="blocks">The blocks of all terms, term by term.</param>
/// <param name="data">The data of all blocks.</param>
/// <param name="norms">One length byte per document (<see cref="DocumentLength"/>).</param>
public readonly ref struct PostingsIndex(
    ReadOnlySpan<TermPostings> terms, ReadOnlySpan<PostingsBlock> blocks, ReadOnlySpan<byte> data, ReadOnlySpan<byte> norms)
{
    public ReadOnlySpan<TermPostings> Terms { get; } = terms;

    public ReadOnlySpan<PostingsBlock> Blocks { get; } = blocks;

    public ReadOnlySpan<byte> Data { get; } = data;

    public ReadOnlySpan<byte> Norms { get; } = norms;

    public int DocumentCount => Norms.Length;

    /// <summary>A cursor on the term's first document.</summary>
    public PostingsCursor Cursor(int term) => new(this, term);
}
