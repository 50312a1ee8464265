using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>What a fact is worth before any question: by its age, its confidence, and whether it is pinned.</summary>
internal sealed class FactPriors(IndexSnapshot snapshot, long nowMs)
{
    /// <summary>No fact is worth more.</summary>
    public double Most => snapshot.Marks.IsEmpty ? 1 : RankingParameters.PinnedWeight;

    public void Apply(Candidate candidate)
    {
        var segment = snapshot.Segments[candidate.Segment];
        var ageDays = Math.Max(0, (nowMs / 1000.0) - segment.DocRecorded[candidate.Doc]) / 86_400;
        var isPinned = snapshot.Marks.IsPinned(candidate.DocId, candidate.EntityId);
        var isAgeless = segment.DocKind[candidate.Doc] == (byte)DocKind.Entity || isPinned
            || snapshot.Marks.TierOf(candidate.DocId, candidate.EntityId) == Tier.Core;
        var freshness = isAgeless ? 1 : Math.Pow(0.5, ageDays / RankingParameters.AgeHalfLifeDays);
        var confidence = segment.DocConfidence[candidate.Doc] / 255.0;
        candidate.Prior = (1 - RankingParameters.AgeWeight + (RankingParameters.AgeWeight * freshness)) * confidence;
        if (isPinned) { candidate.Prior *= RankingParameters.PinnedWeight; }
        candidate.Score *= candidate.Prior;
    }
}
