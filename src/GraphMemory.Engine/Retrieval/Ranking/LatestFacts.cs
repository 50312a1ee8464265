using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>What a question without any telling word gets: the newest facts that pass its filter.</summary>
internal static class LatestFacts
{
    /// <summary>The newest first, as far as the caller reads.</summary>
    public static IEnumerable<Candidate> Of(IndexSnapshot snapshot, ulong[]?[] outs, RecallRequest request)
    {
        var count = 0;
        for (var at = snapshot.Segments.Length - 1; at >= 0; at--)
        {
            var segment = snapshot.Segments[at];
            var required = SegmentFilter.Required(segment, request.Filter);
            if (required.Any(term => term < 0)) { continue; }
            for (var doc = segment.DocCount - 1; doc >= 0; doc--)
            {
                if (segment.DocKind[doc] == (byte)DocKind.Observation && IsIn(snapshot, at, doc, outs) && Holds(segment, doc, required))
                {
                    yield return new Candidate(at, doc, segment.DocId[doc], segment.DocEntity[doc]) { Score = 1.0 / ++count };
                }
            }
        }
    }

    private static bool IsIn(IndexSnapshot snapshot, int at, int doc, ulong[]?[] outs)
    {
        var dead = outs[at] is { } bitmap ? bitmap : snapshot.DeadDocs(at);
        return (dead[doc >> 6] >> doc & 1) == 0;
    }

    private static bool Holds(Segment segment, int doc, int[] terms) =>
        Array.TrueForAll(terms, term => segment.Postings.Cursor(term) is var cursor && cursor.Advance(doc) == doc);
}
