using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Kernels.Text;

/// <summary>
/// Exact top-k disjunctive search: block-max MaxScore (Turtle and Flood, 1995; Ding and Suel, 2011) over windows of documents. In each
/// window the terms are ordered by their bound there; those whose bounds together stay under the threshold are only looked up for
/// documents that the others found. Segments are searched one after the other into the same <see cref="TopK"/>, which carries the
/// threshold over. Results equal an exhaustive search, scores bit by bit (see <see cref="Bm25"/>).
/// </summary>
public static class BlockMaxSearch
{
    public static void Run(in PostingsIndex index, in SegmentQuery query, Bm25 bm25, TopK top, SearchScratch scratch)
    {
        foreach (var term in query.Required)
        {
            if (term < 0 || index.Terms[term].DocumentFrequency == 0) { return; }
        }
        scratch.Reserve(query.Terms.Length, query.Required.Length);
        var required = scratch.Required.AsSpan(0, query.Required.Length);
        PostingsIntersection.Open(index, query.Required, required);
        var count = OpenTerms(index, query.Terms, bm25, scratch.Terms);
        if (count == 0) { return; }
        var run = new SearchRun(index, query, bm25, top, scratch, scratch.Terms.AsSpan(0, count), required);
        run.Search();
    }

    private static int OpenTerms(in PostingsIndex index, ReadOnlySpan<QueryTerm> terms, Bm25 bm25, Span<ScoringTerm> opened)
    {
        var count = 0;
        foreach (var term in terms)
        {
            if (term.Term >= 0 && index.Terms[term.Term].DocumentFrequency > 0) { opened[count++].Open(index, term, bm25); }
        }
        return count;
    }
}
