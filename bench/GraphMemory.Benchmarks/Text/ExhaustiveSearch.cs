using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>The rival: add up every posting of every term, then rank. Term at a time into one array of scores.</summary>
internal static class ExhaustiveSearch
{
    public static void Run(in PostingsIndex index, ReadOnlySpan<QueryTerm> terms, Bm25 bm25, TopK top, double[] scores)
    {
        scores.AsSpan(0, index.DocumentCount).Clear();
        foreach (var term in terms)
        {
            for (var cursor = index.Cursor(term.Term); cursor.Document != PostingsCursor.End; cursor.Next())
            {
                scores[cursor.Document] += bm25.Score(term.Weight, cursor.Frequency, index.Norms[cursor.Document]);
            }
        }
        for (var document = 0; document < index.DocumentCount; document++)
        {
            if (scores[document] > 0) { top.Offer(new Hit(0, document, scores[document])); }
        }
    }
}
