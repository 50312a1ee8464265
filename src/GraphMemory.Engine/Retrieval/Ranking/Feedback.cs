using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>A term that good hits share beyond the query.</summary>
/// <param name="FoundBy">The layer whose segments <paramref name="Term"/> knows its places in.</param>
internal sealed record FeedbackTerm(WordScoring FoundBy, SearchTerm Term, double Weight);

/// <summary>Pseudo-relevance feedback (RM3, Abdul-Jaleel et al., 2004): the terms that the best hits of all layers share make a second query.</summary>
internal static class Feedback
{
    public static List<FeedbackTerm> Of(Corpus corpus, IEnumerable<(WordScoring Words, List<Candidate> Candidates)> layers)
    {
        var hits = layers.SelectMany(layer => layer.Candidates.Select(candidate => (layer.Words, Candidate: candidate))).ToArray();
        if (hits.Length < 2) { return []; }
        var best = WordOrder.Best(Array.ConvertAll(hits, hit => hit.Candidate), RankingParameters.FeedbackDocs).Select(at => hits[at]).ToList();
        var mass = best.Sum(hit => Math.Pow(hit.Candidate.Words, RankingParameters.SeedPower));
        if (mass <= 0) { return []; }
        var found = new FoundTerms(corpus.IsOneSegment);
        foreach (var (words, candidate) in best) { words.Collect(candidate, Math.Pow(candidate.Words, RankingParameters.SeedPower) / mass, found); }
        var chosen = found.Best(RankingParameters.FeedbackTerms);
        var queryWeight = best[0].Words.Terms.Sum(term => term.QueryWeight);
        var total = chosen.Sum(item => item.Weight * item.Term.Weight);
        // Both queries weigh the same in all.
        return total <= 0 ? [] : [.. chosen.Select(item => item with { Weight = item.Term.Weight * item.Weight * item.Term.Weight / total * queryWeight })];
    }
}
