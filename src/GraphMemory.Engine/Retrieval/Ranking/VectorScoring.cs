using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Vectors;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>
/// Similarity of vectors as one more part of a candidate's score: a convex combination of normalised scores, which does better than fusing
/// ranks and needs no tuning (Bruch, Gai and Ingber, 2023). Nought is what the average text has, one is the most similar text. Every candidate
/// gets its similarity, whichever way it was found.
/// </summary>
internal sealed class VectorScoring(IndexSnapshot snapshot, VectorAnswer similar, VectorQuestion question, RecallFilter filter, ulong[]?[] outs)
{
    private readonly DocumentFilter _filter = new(snapshot, filter, outs);

    /// <summary>
    /// Adds the documents found and the part that similarity has in the score of every candidate. Returns the entities, not themselves
    /// documents, whose names are similar, with their part of the best score.
    /// </summary>
    public Dictionary<int, double> Add(List<Candidate> candidates, WordScoring words)
    {
        var hits = similar.Chain.Search(
            in question, RankingParameters.VectorCandidatesMax, segment => new RowFilter(segment, _filter), similar.Search);
        var entities = AddFound(hits, candidates, words);
        foreach (var candidate in candidates) { candidate.Similarity = similar.Chain.Similarity(in question, candidate.DocId); }
        var average = similar.Chain.AverageSimilarity(in question);
        var best = Math.Max(candidates.Max(candidate => candidate.Similarity) ?? -1, hits.Count > 0 ? hits[0].Similarity : -1);
        if (best <= average) { return []; }
        var bestWords = candidates.Select(candidate => candidate.Words).DefaultIfEmpty(0).Max();
        var unit = RankingParameters.VectorWeight * (bestWords > 0 ? bestWords : 1);
        foreach (var candidate in candidates)
        {
            if (candidate.Similarity is { } similarity) { candidate.Vector = unit * Share(similarity); }
        }

        var most = Math.Max(unit, candidates.Select(candidate => candidate.Words).DefaultIfEmpty(0).Max());
        return entities.ToDictionary(pair => pair.Key, pair => unit * Share(pair.Value) / most);

        double Share(double similarity) => Math.Clamp((similarity - average) / (best - average), 0, 1);
    }

    /// <summary>Makes candidates of the hits that are documents. The others are names of entities that more is said about.</summary>
    private Dictionary<int, double> AddFound(List<VectorHit> hits, List<Candidate> candidates, WordScoring words)
    {
        var known = candidates.Select(candidate => (candidate.Segment, candidate.Doc)).ToHashSet();
        var entities = new Dictionary<int, double>();
        foreach (var hit in hits)
        {
            if (_filter.Find(hit.Id) is not { } place)
            {
                entities[(int)hit.Id] = hit.Similarity;
                continue;
            }

            if (!known.Add(place)) { continue; }
            var segment = snapshot.Segments[place.Segment];
            var candidate = new Candidate(place.Segment, place.Doc, segment.DocId[place.Doc], segment.DocEntity[place.Doc]);
            candidate.Text = words.Text(candidate);
            candidates.Add(candidate);
        }

        return entities;
    }

    /// <summary>Rows of a vector file whose documents may be in the answer.</summary>
    private readonly struct RowFilter(VectorSegment segment, DocumentFilter filter) : IRowFilter
    {
        public bool Accepts(int row) => filter.Accepts(segment.Ids[row]);
    }
}
