using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Lets the score of an observation spill over to the ones recorded just before and after it in the same session.</summary>
internal static class Neighbours
{
    public static void Add(IndexSnapshot snapshot, List<Candidate> candidates)
    {
        var texts = new Dictionary<long, double>(candidates.Count);
        foreach (var candidate in candidates) { texts[Key(candidate.Segment, candidate.Doc)] = candidate.Text; }
        foreach (var candidate in candidates)
        {
            var sessions = snapshot.Segments[candidate.Segment].DocSession;
            if (sessions[candidate.Doc] == 0) { continue; }
            var before = Beside(candidate, -1, sessions, texts);
            var after = Beside(candidate, 1, sessions, texts);
            candidate.Neighbours = RankingParameters.NeighbourWeight * Math.Max(before, after);
        }
    }

    private static double Beside(Candidate candidate, int step, ReadOnlySpan<int> sessions, Dictionary<long, double> texts)
    {
        var doc = candidate.Doc + step;
        return doc >= 0 && doc < sessions.Length && sessions[doc] == sessions[candidate.Doc] ? texts.GetValueOrDefault(Key(candidate.Segment, doc)) : 0;
    }

    private static long Key(int segment, int doc) => ((long)segment << 32) | (uint)doc;
}
