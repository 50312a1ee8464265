using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>Tells of a fact or entity, by id, whether it may be in an answer.</summary>
internal sealed class DocumentFilter(IndexSnapshot snapshot, RecallFilter filter, ulong[]?[] outs)
{
    private readonly int[][] _required = [.. snapshot.Segments.Select(segment => SegmentFilter.Required(segment, filter))];
    private readonly bool _isOpen = Array.TrueForAll(outs, bitmap => bitmap is null) && !SegmentFilter.HasRequired(filter);

    /// <summary>True for a standing document that passes the filter. The name of an entity passes when nothing is filtered.</summary>
    public bool Accepts(long id) => Find(id) is var (at, doc) ? IsIn(at, doc) : _isOpen && Covering(id) >= 0;

    /// <summary>The document of a fact, or of an entity that nothing was said about; null when there is none.</summary>
    public (int Segment, int Doc)? Find(long id)
    {
        var at = Covering(id);
        if (at < 0) { return null; }
        var segment = snapshot.Segments[at];
        if (segment.FindDoc(id) is >= 0 and var observation) { return (at, observation); }
        foreach (var doc in segment.DocsOf(id))
        {
            if (segment.DocKind[doc] == (byte)DocKind.Entity) { return (at, doc); }
        }

        return null;
    }

    private bool IsIn(int at, int doc)
    {
        var dead = outs[at] is { } bitmap ? bitmap : snapshot.DeadDocs(at);
        if ((dead[doc >> 6] >> doc & 1) != 0) { return false; }
        var postings = snapshot.Segments[at].Postings;
        foreach (var term in _required[at])
        {
            if (term < 0 || postings.Cursor(term).Advance(doc) != doc) { return false; }
        }

        return true;
    }

    private int Covering(long id)
    {
        for (var at = 0; at < snapshot.Segments.Length; at++)
        {
            if (id <= snapshot.Segments[at].Header.ToSeq) { return id > snapshot.Segments[at].Header.FromSeq ? at : -1; }
        }

        return -1;
    }
}
