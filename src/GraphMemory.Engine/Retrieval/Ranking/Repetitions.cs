using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Drops facts that say nearly the same as a better one: Jaccard similarity of their terms.</summary>
/// <param name="kept">The terms of what is in the answer; layers share it.</param>
internal sealed class Repetitions(IndexSnapshot snapshot, List<HashSet<ulong>> kept)
{

    /// <summary>True, and remembered, when nothing kept so far is nearly the same.</summary>
    public bool IsNew(Candidate candidate)
    {
        var terms = Terms(candidate);
        foreach (var other in kept)
        {
            if (Similarity(terms, other) >= RankingParameters.RepetitionSimilarity) { return false; }
        }

        kept.Add(terms);
        return true;
    }

    private HashSet<ulong> Terms(Candidate candidate)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var terms = new HashSet<ulong>();
        foreach (var ordinal in candidate.Sequence(snapshot))
        {
            terms.Add(System.IO.Hashing.XxHash3.HashToUInt64(segment.Terms.Term(ordinal)));
        }

        return terms;
    }

    private static double Similarity(HashSet<ulong> a, HashSet<ulong> b)
    {
        var (small, large) = a.Count < b.Count ? (a, b) : (b, a);
        if (small.Count == 0 || small.Count < RankingParameters.RepetitionSimilarity * large.Count) { return 0; }
        var common = small.Count(large.Contains);
        return common / (double)(a.Count + b.Count - common);
    }
}
