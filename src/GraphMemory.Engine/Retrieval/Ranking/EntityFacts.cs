using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Chooses the facts of the entities that the walk reached, and gives each its part of the entity's score.</summary>
internal static class EntityFacts
{
    /// <param name="ranks">Rank of every entity reached.</param>
    /// <param name="best">The highest rank in any layer.</param>
    /// <param name="candidates">The text hits; facts that only the walk found are added.</param>
    /// <param name="outs">Per segment, documents that a filter excludes; null where it excludes none.</param>
    public static void Rank(
        IndexSnapshot snapshot, Dictionary<int, double> ranks, double best, List<Candidate> candidates, int limit, ulong[]?[] outs, bool hasRequiredTerms, WordScoring words)
    {
        var byEntity = candidates.GroupBy(candidate => candidate.EntityId).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (entity, rank) in Best(ranks, RankingParameters.EntitiesPerItem * limit))
        {
            if (!byEntity.TryGetValue(entity, out var facts))
            {
                if (hasRequiredTerms) { continue; } // a tag or phrase that the text search saw to
                facts = Newest(snapshot, entity, outs);
                foreach (var fact in facts) { fact.Text = words.Text(fact); }
                candidates.AddRange(facts);
            }

            Share(facts, rank / best);
        }

        // What the walk ranked too low to look at still follows behind, by its words.
        foreach (var left in candidates.Where(candidate => candidate.Score == 0)) { left.Score = 1e-9 * left.Words; }
    }

    /// <summary>The entities of highest rank, best first.</summary>
    private static IEnumerable<(int Entity, double Rank)> Best(Dictionary<int, double> ranks, int count)
    {
        var top = new TopK(count);
        foreach (var (entity, rank) in ranks) { top.Offer(new Hit(0, entity, rank)); }
        foreach (var hit in top.Ranked().ToArray()) { yield return (hit.Document, hit.Score); }
    }

    /// <summary>
    /// The fact that answers best gets the whole score, the others a part by their words: as much as if each were an entity of its own, so that
    /// a long conversation is no better than the turns in it.
    /// </summary>
    private static void Share(List<Candidate> facts, double graph)
    {
        var best = facts.Count == 0 ? 0 : facts.Max(fact => fact.Words);
        foreach (var fact in facts)
        {
            var share = best > 0 ? fact.Words / best : 1;
            fact.Graph = graph;
            fact.Score = graph * Math.Max(RankingParameters.EntityShare, Math.Pow(share, RankingParameters.SeedPower));
        }
    }

    private static List<Candidate> Newest(IndexSnapshot snapshot, int entity, ulong[]?[] outs)
    {
        var facts = new List<Candidate>();
        for (var at = snapshot.Segments.Length - 1; at >= 0 && facts.Count < RankingParameters.FactsPerEntityMax; at--)
        {
            var segment = snapshot.Segments[at];
            var docs = segment.DocsOf(entity);
            var dead = outs[at] is { } bitmap ? bitmap : snapshot.DeadDocs(at);
            for (var i = docs.Length - 1; i >= 0 && facts.Count < RankingParameters.FactsPerEntityMax; i--)
            {
                if ((dead[docs[i] >> 6] >> docs[i] & 1) == 0) { facts.Add(new Candidate(at, docs[i], segment.DocId[docs[i]], entity)); }
            }
        }

        return facts;
    }
}
