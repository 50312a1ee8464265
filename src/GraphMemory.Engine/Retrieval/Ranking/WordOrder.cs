using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>The order of candidates by what their words say, best first, the older first among equals.</summary>
internal static class WordOrder
{
    /// <summary>Places of the best candidates.</summary>
    public static IEnumerable<int> Best(ReadOnlySpan<Candidate> candidates, int count)
    {
        var hits = new Hit[candidates.Length];
        for (var at = 0; at < hits.Length; at++) { hits[at] = new Hit(candidates[at].DocId, at, candidates[at].Words); }
        hits.AsSpan().Sort();
        return hits.Take(count).Select(hit => hit.Document);
    }
}
