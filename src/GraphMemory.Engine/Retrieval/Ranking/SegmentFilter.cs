using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Engine.Retrieval.Ranking;

/// <summary>What a filter means for one segment: documents that are out, and terms that a hit must hold.</summary>
internal sealed class SegmentFilter
{
    private readonly Segment _segment;
    private readonly RecallFilter _filter;
    private ulong[]? _out;

    private SegmentFilter(Segment segment, RecallFilter filter) => (_segment, _filter) = (segment, filter);

    /// <summary>Names and keys of a filter, looked up once for all segments.</summary>
    /// <param name="AboutIds">Entities by id; null when the filter names none.</param>
    /// <param name="SessionId">Session key; null when the filter names none, -1 when it names an unknown one.</param>
    internal sealed record Keys(IReadOnlyList<long>? AboutIds, int? SessionId)
    {
        public static Keys Of(RecallFilter filter, IWorkspaceRead read) => new(
            filter.About.IsEmpty ? null : filter.About.SelectMany(name => EntityLookup.Versions(read, name)).Select(entity => entity.Id).ToList(),
            filter.Session is null ? null : read.FindSession(filter.Session) ?? -1);
    }

    /// <summary>Bitmap of documents that are out.</summary>
    public static ulong[]? Bitmap(IndexSnapshot snapshot, int at, RecallFilter filter, Keys keys)
    {
        var built = new SegmentFilter(snapshot.Segments[at], filter);
        if (filter.AsOfSeq is { } seq) { built.KeepKnownAt(snapshot, at, seq); }
        if (keys.AboutIds is { } about) { built.KeepAbout(about); }
        if (keys.SessionId is { } session) { built.KeepSession(session); }
        if (filter.RecordedFromMs is not null || filter.RecordedToMs is not null) { built.KeepRecorded(); }
        if (filter.Types.Length > 0) { built.KeepTypes(); }
        built.KeepTiers(snapshot, at);
        if (built._out is null) { return null; }
        if (filter.AsOfSeq is null) { built.Remove(snapshot.DeadDocs(at)); }
        return built._out;
    }

    /// <summary>True when a filter names terms that every hit must hold.</summary>
    public static bool HasRequired(RecallFilter filter) => !filter.Tags.IsEmpty || filter.Source is not null;

    /// <summary>Numbers of the filter terms that a hit must hold; one is negative when the segment lacks it.</summary>
    public static int[] Required(Segment segment, RecallFilter filter)
    {
        var tags = filter.Tags.Select(FilterTerm.Tag);
        var terms = filter.Source is null ? tags : tags.Append(FilterTerm.Source(filter.Source));
        return [.. terms.Select(term => segment.Terms.Find(term))];
    }

    private ulong[] Out => _out ??= new ulong[(_segment.DocCount + 63) / 64];

    private void KeepKnownAt(IndexSnapshot snapshot, int at, long seq)
    {
        var ids = _segment.DocId;
        var unknown = Out;
        for (var doc = 0; doc < ids.Length; doc++)
        {
            var closed = snapshot.ClosedSeq(at, doc);
            if (ids[doc] > seq || (closed != 0 && closed <= seq)) { unknown[doc >> 6] |= 1UL << doc; }
        }
    }

    private void KeepAbout(IReadOnlyList<long> entityIds)
    {
        var kept = new ulong[Out.Length];
        foreach (var id in entityIds)
        {
            foreach (var doc in _segment.DocsOf(id)) { kept[doc >> 6] |= 1UL << doc; }
        }

        KeepOnly(kept);
    }

    private void KeepSession(int sessionId)
    {
        var sessions = _segment.DocSession;
        for (var doc = 0; doc < sessions.Length; doc++)
        {
            if (sessions[doc] != sessionId) { Out[doc >> 6] |= 1UL << doc; }
        }
    }

    private void KeepRecorded()
    {
        var recorded = _segment.DocRecorded;
        var (from, to) = ((_filter.RecordedFromMs ?? 0) / 1000, ((_filter.RecordedToMs ?? long.MaxValue - 999) + 999) / 1000);
        for (var doc = 0; doc < recorded.Length; doc++)
        {
            if (recorded[doc] < from || recorded[doc] >= to) { Out[doc >> 6] |= 1UL << doc; }
        }
    }

    private void KeepTypes()
    {
        var kept = new ulong[Out.Length];
        foreach (var type in _filter.Types)
        {
            var term = _segment.Terms.Find(FilterTerm.Type(type));
            if (term < 0) { continue; }
            for (var cursor = _segment.Postings.Cursor(term); cursor.Document != PostingsCursor.End; cursor.Next())
            {
                kept[cursor.Document >> 6] |= 1UL << cursor.Document;
            }
        }

        KeepOnly(kept);
    }

    private void KeepTiers(IndexSnapshot snapshot, int at)
    {
        if (_filter.Tiers.IsEmpty)
        {
            if (snapshot.ArchivedDocs(at) is { } archived) { Remove(archived); }
            return;
        }

        foreach (var tier in Enum.GetValues<Tier>())
        {
            if (tier == Tier.Working || _filter.Tiers.Contains(tier)) { continue; }
            if (TierDocs.Of(_segment, snapshot.Marks, tier) is { } others) { Remove(others); }
        }

        if (!_filter.Tiers.Contains(Tier.Working)) { KeepOnly(Marked(snapshot.Marks)); }
    }

    /// <summary>Documents that a mark puts into one of the wanted tiers; without a mark they are in none of them.</summary>
    private ulong[] Marked(MarkSet marks)
    {
        var marked = new ulong[Out.Length];
        foreach (var tier in _filter.Tiers)
        {
            if (TierDocs.Of(_segment, marks, tier) is not { } docs) { continue; }
            for (var word = 0; word < docs.Length; word++) { marked[word] |= docs[word]; }
        }

        return marked;
    }

    private void KeepOnly(ulong[] kept)
    {
        for (var word = 0; word < kept.Length; word++) { Out[word] |= ~kept[word]; }
    }

    private void Remove(ReadOnlySpan<ulong> documents)
    {
        for (var word = 0; word < documents.Length; word++) { Out[word] |= documents[word]; }
    }
}
