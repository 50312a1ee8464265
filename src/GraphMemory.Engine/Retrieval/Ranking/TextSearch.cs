using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Finds the best text hits over all segments: exact BM25 with one set of statistics.</summary>
internal static class TextSearch
{
    public static List<Candidate> Run(
        IndexSnapshot snapshot, List<SearchTerm> terms, QueryAnalysis query, RecallFilter filter, ulong[]?[] outs, Bm25 bm25, RankingScratch scratch)
    {
        var top = scratch.Hits;
        top.Clear();
        Span<QueryTerm> ordinals = new QueryTerm[terms.Count];
        for (var at = 0; at < snapshot.Segments.Length; at++)
        {
            var segment = snapshot.Segments[at];
            for (var i = 0; i < terms.Count; i++) { ordinals[i] = new QueryTerm(terms[i].Ordinals[at], terms[i].Weight); }
            var wanted = new SegmentQuery
            {
                Segment = at,
                Terms = ordinals,
                Required = Required(segment, query, filter),
                Dead = outs[at] is { } bitmap ? bitmap : snapshot.DeadDocs(at),
            };
            BlockMaxSearch.Run(segment.Postings, wanted, bm25, top, scratch.Search);
        }

        return Candidates(snapshot, query, top);
    }

    private static int[] Required(Segment segment, QueryAnalysis query, RecallFilter filter) =>
        [.. SegmentFilter.Required(segment, filter), .. query.IsExact ? query.Phrases.SelectMany(phrase => phrase).Select(term => segment.Terms.Find(term)).Distinct() : []];

    private static List<Candidate> Candidates(IndexSnapshot snapshot, QueryAnalysis query, TopK top)
    {
        var candidates = new List<Candidate>(top.Count);
        foreach (var hit in top.Ranked())
        {
            var segment = snapshot.Segments[hit.Segment];
            if (query.IsExact && !query.Phrases.All(phrase => segment.HoldsPhrase(hit.Document, phrase))) { continue; }
            candidates.Add(new Candidate(hit.Segment, hit.Document, segment.DocId[hit.Document], segment.DocEntity[hit.Document]) { Text = hit.Score });
        }

        return candidates;
    }
}
