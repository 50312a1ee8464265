namespace GraphMemory.Kernels.Text;

/// <summary>One term during a search.</summary>
internal struct ScoringTerm
{
    public PostingsPosition Position;
    public double Weight;
    public double Bound; // of a document's contribution, in the current window
    public double SegmentBound; // the same in the whole segment
    public int DocumentFrequency;
    private int _block;
    private int _blockEnd;

    public void Open(in PostingsIndex index, QueryTerm term, Bm25 bm25)
    {
        var postings = index.Terms[term.Term];
        Position.Open(index, term.Term);
        Weight = term.Weight;
        DocumentFrequency = postings.DocumentFrequency;
        SegmentBound = bm25.Score(Weight, postings.MaxFrequency, postings.MinNorm);
        Bound = SegmentBound;
        _block = postings.FirstBlock;
        _blockEnd = _block + postings.BlockCount;
    }

    /// <summary>Sets <see cref="Bound"/> for the documents from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    public void BoundWindow(in PostingsIndex index, Bm25 bm25, int from, int to)
    {
        while (_block < _blockEnd && index.Blocks[_block].LastDocument < from) { _block++; }
        Bound = 0;
        for (var at = _block; at < _blockEnd && index.Blocks[at].FirstDocument < to; at++)
        {
            Bound = Math.Max(Bound, bm25.Score(Weight, index.Blocks[at].MaxFrequency, index.Blocks[at].MinNorm));
        }
    }

    public readonly double Contribution(in PostingsIndex index, Bm25 bm25) =>
        bm25.Score(Weight, Position.Frequency(index), index.Norms[Position.Document]);

    /// <summary>Bound in the block the position is in.</summary>
    public readonly double BlockBound(Bm25 bm25) => bm25.Score(Weight, Position.Header.MaxFrequency, Position.Header.MinNorm);
}
