using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>Block-max WAND (Ding and Suel, 2011), document at a time: the rival of the windowed MaxScore that the kernel uses.</summary>
internal static class BlockMaxWand
{
    internal struct PostingList
    {
        public PostingsPosition Position;
        public double Weight;
        public double SegmentBound;
        private int _block;
        private int _blockEnd;

        public void Open(in PostingsIndex index, QueryTerm term, Bm25 bm25)
        {
            var postings = index.Terms[term.Term];
            Position.Open(index, term.Term);
            Weight = term.Weight;
            SegmentBound = bm25.Score(Weight, postings.MaxFrequency, postings.MinNorm);
            (_block, _blockEnd) = (postings.FirstBlock, postings.FirstBlock + postings.BlockCount);
        }

        /// <summary>Bound of the block that would hold a document, and the last document it holds for.</summary>
        public double BoundAt(in PostingsIndex index, Bm25 bm25, int document, out int last)
        {
            while (_block < _blockEnd && index.Blocks[_block].LastDocument < document) { _block++; }
            last = _block < _blockEnd ? index.Blocks[_block].LastDocument : PostingsCursor.End;
            return _block < _blockEnd ? bm25.Score(Weight, index.Blocks[_block].MaxFrequency, index.Blocks[_block].MinNorm) : 0;
        }
    }

    public static void Run(in PostingsIndex index, ReadOnlySpan<QueryTerm> terms, Bm25 bm25, TopK top, PostingList[] lists)
    {
        var count = terms.Length;
        for (var i = 0; i < count; i++) { lists[i].Open(index, terms[i], bm25); }
        var threshold = top.Threshold(0);
        while (true)
        {
            SortByDocument(lists.AsSpan(0, count));
            var pivot = Pivot(lists.AsSpan(0, count), threshold);
            if (pivot < 0) { return; }
            var document = lists[pivot].Position.Document;
            while (pivot + 1 < count && lists[pivot + 1].Position.Document == document) { pivot++; }
            var (bound, next) = BlockBounds(index, bm25, lists.AsSpan(0, pivot + 1), document);
            if (pivot + 1 < count) { next = Math.Min(next, lists[pivot + 1].Position.Document); }
            if (bound < threshold)
            {
                AdvanceOne(index, lists.AsSpan(0, pivot + 1), Math.Max(next, document + 1));
            }
            else if (lists[0].Position.Document == document)
            {
                var score = 0.0;
                for (var i = 0; i <= pivot; i++)
                {
                    score += bm25.Score(lists[i].Weight, lists[i].Position.Frequency(index), index.Norms[document]);
                    lists[i].Position.Next(index);
                }
                if (top.Offer(new Hit(0, document, score))) { threshold = top.Threshold(0); }
            }
            else { AdvanceOne(index, lists.AsSpan(0, pivot + 1), document); }
        }
    }

    private static int Pivot(ReadOnlySpan<PostingList> lists, double threshold)
    {
        var sum = 0.0;
        for (var i = 0; i < lists.Length; i++)
        {
            if (lists[i].Position.Document == PostingsCursor.End) { return -1; }
            sum += lists[i].SegmentBound;
            if (sum >= threshold) { return i; }
        }
        return -1;
    }

    private static (double Bound, int Next) BlockBounds(in PostingsIndex index, Bm25 bm25, Span<PostingList> lists, int document)
    {
        var (bound, next) = (0.0, int.MaxValue);
        foreach (ref var list in lists)
        {
            bound += list.BoundAt(index, bm25, document, out var last);
            next = Math.Min(next, last == int.MaxValue ? last : last + 1);
        }
        return (bound, next);
    }

    private static void AdvanceOne(in PostingsIndex index, Span<PostingList> lists, int target)
    {
        // The list before the target with the largest bound moves: it skips the most work.
        var best = -1;
        for (var i = 0; i < lists.Length; i++)
        {
            if (lists[i].Position.Document < target && (best < 0 || lists[i].SegmentBound > lists[best].SegmentBound)) { best = i; }
        }
        lists[best].Position.Advance(index, target);
    }

    private static void SortByDocument(Span<PostingList> lists)
    {
        for (var i = 1; i < lists.Length; i++)
        {
            for (var j = i; j > 0 && lists[j].Position.Document < lists[j - 1].Position.Document; j--) { (lists[j], lists[j - 1]) = (lists[j - 1], lists[j]); }
        }
    }
}
