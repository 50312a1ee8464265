using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Where the walk starts: at entities named in the query, and at those of the best text hits.</summary>
internal static class Seeds
{
    /// <param name="named">Entities named in the query, with their masses.</param>
    /// <param name="best">What the words of the best hit of all layers say.</param>
    /// <param name="similar">Entities whose name is similar to the query, with the part of this layer's best hit that this is worth.</param>
    /// <param name="scale">This layer's best hit as a part of the best hit of all layers.</param>
    public static Dictionary<int, double> Of(
        IReadOnlyList<(int EntityId, double Mass)> named, List<Candidate> candidates, double best, Dictionary<int, double> similar, double scale)
    {
        var seeds = new Dictionary<int, double>();
        foreach (var at in WordOrder.Best(CollectionsMarshal.AsSpan(candidates), best > 0 ? RankingParameters.SeedsMax : 0))
        {
            var candidate = candidates[at];
            // An entity is seeded by its best fact: many middling ones say less than one that answers.
            seeds.TryAdd(candidate.EntityId, Math.Pow(candidate.Words / best, RankingParameters.SeedPower));
        }

        foreach (var (entity, share) in similar) { seeds[entity] = Math.Max(seeds.GetValueOrDefault(entity), Math.Pow(scale * share, RankingParameters.SeedPower)); }
        foreach (var (entity, mass) in named) { seeds[entity] = seeds.GetValueOrDefault(entity) + mass; }
        return seeds;
    }

    /// <summary>Entities whose name stands in the query; bearers of one name share its mass.</summary>
    public static IReadOnlyList<(int EntityId, double Mass)> Named(IndexSnapshot snapshot, QueryAnalysis query)
    {
        var named = new List<(int, double)>();
        new MentionScanner(snapshot.Segments).Scan(query.WordHashes.AsSpan(), owners =>
        {
            foreach (var owner in owners) { named.Add((snapshot.Merged.Target(owner), RankingParameters.NameSeed / owners.Count)); }
        });
        return named;
    }
}
