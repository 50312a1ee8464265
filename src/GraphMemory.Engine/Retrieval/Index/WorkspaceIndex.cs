using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>
/// Follows the log of one workspace: a log-structured merge of immutable segments (O'Neil et al., 1996) whose merge is simply to build the
/// joint range from the store again. Small segments live in memory, large ones in files shared by all processes.
/// </summary>
internal sealed class WorkspaceIndex(IGraphStore store, long workspaceId, SegmentFiles files, IndexOptions options)
{
    private readonly Lock _refresh = new();
    private volatile IndexSnapshot _snapshot = IndexSnapshot.Empty;
    private bool _isLoaded;

    /// <summary>The index of everything acknowledged so far, by this process or any other.</summary>
    public IndexSnapshot Current()
    {
        var head = store.Read(workspaceId, read => read.Workspace.HeadSeq);
        var snapshot = _snapshot;
        if (snapshot.HeadSeq == head) { return snapshot; }
        lock (_refresh) { return store.Read(workspaceId, Refresh); }
    }

    /// <summary>The index at a position of the log; null when it stands elsewhere.</summary>
    public IndexSnapshot? At(long headSeq) => _snapshot is var snapshot && snapshot.HeadSeq == headSeq ? snapshot : null;

    /// <summary>True when so many events stand in no file yet that a compaction pays.</summary>
    public bool NeedsCompaction => Pending() > options.TailEventsMax;

    /// <summary>Moves what stands in no file yet to a file, joined with files of about its size. False when there was nothing to do.</summary>
    public bool Compact(bool force = false)
    {
        EnsureLoaded();
        if (Pending() <= (force ? 0 : options.TailEventsMax)) { return false; }
        using var right = files.TryLock();
        if (right is null) { return false; }
        if (Adopt() && Pending() <= (force ? 0 : options.TailEventsMax)) { return true; }
        var head = store.Read(workspaceId, read => read.Workspace.HeadSeq);
        var start = CompactionStart(_snapshot.Segments, head);
        while (start < head)
        {
            var end = Math.Min(head, start + options.SegmentEventsMax);
            if (!WriteRange(start, end)) { return false; }
            start = end;
        }

        files.DeleteAllBut(_snapshot.Segments);
        return true;
    }

    /// <summary>Throws the files away, because what they say makes no sense; false when none is in use.</summary>
    public bool Distrust()
    {
        lock (_refresh)
        {
            if (!_snapshot.Segments.Any(segment => segment.IsMapped)) { return false; }
            files.DeleteAllBut([]);
            _snapshot = IndexSnapshot.Empty;
            return true;
        }
    }

    /// <summary>Takes over the files of another process that was faster. True when there were some.</summary>
    private bool Adopt()
    {
        lock (_refresh)
        {
            return store.Read(workspaceId, read =>
            {
                var found = Load(read);
                var mapped = MappedCount(_snapshot.Segments);
                if (Covered(found) <= (mapped == 0 ? 0 : _snapshot.Segments[mapped - 1].Header.ToSeq)) { return false; }
                var head = read.Workspace.HeadSeq;
                if (Covered(found) < head) { found.Add(InMemory(read, Covered(found), head, found)); }
                Publish(read, found, head);
                return true;
            });
        }
    }

    private bool WriteRange(long fromSeq, long toSeq)
    {
        var older = _snapshot.Segments.Where(segment => segment.Header.ToSeq <= fromSeq).ToImmutableArray();
        var (layout, built) = store.Read(workspaceId, read => (SegmentBuilder.Build(read, fromSeq, toSeq, older), read.Workspace.HeadSeq));
        if (files.Write(layout, fromSeq, toSeq, built) is not { } written) { return false; }
        lock (_refresh)
        {
            var newer = _snapshot.Segments.Where(segment => segment.Header.FromSeq >= toSeq).ToList();
            // A segment that straddles the end (written meanwhile, or larger) is built anew for the rest of its range.
            var reach = newer.Count > 0 ? newer[0].Header.FromSeq : Math.Max(toSeq, _snapshot.HeadSeq);
            List<Segment> chain = [.. older, written];
            return store.Read(workspaceId, read =>
            {
                // What was erased while the file was written must not come back with it; the next compaction tries again.
                if (read.PurgedAfter(built).Any(item => fromSeq < item.SubjectId && item.SubjectId <= toSeq))
                {
                    files.DeleteAllBut(_snapshot.Segments);
                    return false;
                }

                if (reach > toSeq) { chain.Add(InMemory(read, toSeq, reach, chain)); }
                chain.AddRange(newer);
                Publish(read, chain, chain[^1].Header.ToSeq);
                return true;
            });
        }
    }

    private IndexSnapshot Refresh(IWorkspaceRead read)
    {
        var head = read.Workspace.HeadSeq;
        if (_isLoaded && _snapshot.HeadSeq == head) { return _snapshot; }
        var chain = Standing(read);
        for (var covered = Covered(chain); covered < head; covered = Covered(chain))
        {
            var from = MergeStart(chain, Math.Min(head - covered, options.SegmentEventsMax));
            chain.RemoveAll(segment => segment.Header.FromSeq >= from);
            chain.Add(InMemory(read, from, Math.Min(head, from + options.SegmentEventsMax), chain));
        }

        return Publish(read, chain, head);
    }

    private void EnsureLoaded()
    {
        lock (_refresh)
        {
            if (_isLoaded) { return; }
            store.Read(workspaceId, read =>
            {
                var chain = Standing(read);
                return Publish(read, chain, Covered(chain));
            });
        }
    }

    /// <summary>The segments there are, from files at first, free of what was erased since they were built.</summary>
    private List<Segment> Standing(IWorkspaceRead read)
    {
        List<Segment> chain = _isLoaded ? [.. _snapshot.Segments] : Load(read);
        _isLoaded = true;
        if (chain.Count == 0) { return chain; }
        var purged = read.PurgedAfter(chain.Min(segment => segment.Header.BuiltSeq));
        var isChanged = false;
        for (var i = 0; purged.Count > 0 && i < chain.Count; i++)
        {
            var (from, to, built) = (chain[i].Header.FromSeq, chain[i].Header.ToSeq, chain[i].Header.BuiltSeq);
            if (!purged.Any(item => from < item.SubjectId && item.SubjectId <= to && item.Seq > built)) { continue; }
            chain[i] = InMemory(read, from, to, chain[..i]);
            isChanged = true;
        }

        if (isChanged) { files.DeleteAllBut(chain); }
        return chain;
    }

    private List<Segment> Load(IWorkspaceRead read) => files.Load(
        workspaceId, read.Workspace.CreatedAtMs, read.Workspace.HeadSeq,
        seq => seq < read.Workspace.LogStartSeq ? null : read.Log(seq - 1, 1) is [var item] ? item.AtMs : 0);

    private static Segment InMemory(IWorkspaceRead read, long fromSeq, long toSeq, List<Segment> older) =>
        new(SegmentBuilder.Build(read, fromSeq, toSeq, older).ToMemory());

    private IndexSnapshot Publish(IWorkspaceRead read, List<Segment> chain, long head)
    {
        var oldestBuild = chain.Count == 0 ? head : chain.Min(segment => segment.Header.BuiltSeq);
        var closed = read.FactsClosedAfter(oldestBuild);
        var dead = new ulong[]?[chain.Count];
        var closedLater = ImmutableDictionary.CreateBuilder<long, long>();
        foreach (var (factId, seq) in closed)
        {
            var at = chain.FindIndex(segment => segment.Header.FromSeq < factId && factId <= segment.Header.ToSeq);
            if (at < 0 || chain[at].Header.BuiltSeq >= seq) { continue; }
            closedLater[factId] = seq; // a relation too: it is no document, but an edge that must not be walked any more
            if (chain[at].FindDoc(factId) is not (>= 0 and var doc)) { continue; }
            dead[at] ??= chain[at].DocDead.ToArray();
            dead[at]![doc >> 6] |= 1UL << doc;
        }

        var marks = _snapshot.Marks.With(read.MarksAfter(_snapshot.Marks.Seq));
        return _snapshot = new IndexSnapshot(head, [.. chain], [.. dead], closedLater.ToImmutable())
        {
            Marks = marks,
            Merged = MergedEntities.Of(read, _snapshot.Merged),
            Archived = Archived(_snapshot, chain, marks),
        };
    }

    /// <summary>Bitmaps of the archive; those of segments that stood before are taken over while no mark changed.</summary>
    private static ImmutableArray<ulong[]?> Archived(IndexSnapshot before, List<Segment> chain, MarkSet marks)
    {
        if (!marks.HasArchive) { return []; }
        var known = new Dictionary<Segment, ulong[]?>();
        for (var at = 0; ReferenceEquals(marks, before.Marks) && at < before.Archived.Length; at++) { known[before.Segments[at]] = before.Archived[at]; }
        return [.. chain.Select(segment => known.TryGetValue(segment, out var bitmap) ? bitmap : TierDocs.Of(segment, marks, Tier.Archive))];
    }

    /// <summary>
    /// Where a new segment begins so that segments in memory grow by the fan-out: runs of equals are joined, up to the largest segment, so
    /// that what is built reaches further than what it replaces.
    /// </summary>
    private long MergeStart(List<Segment> chain, long size)
    {
        var first = chain.Count;
        while (first > 0)
        {
            var run = 0;
            while (run < first && !chain[first - 1 - run].IsMapped && chain[first - 1 - run].Size <= size) { run++; }
            var joint = size + chain.Skip(first - run).Take(run).Sum(segment => segment.Size);
            if (run < options.Fanout - 1 || joint > options.SegmentEventsMax) { break; }
            (first, size) = (first - run, joint);
        }

        return Covered(chain, first);
    }

    /// <summary>Where a compaction begins: at the first segment that is in no file, or before it at files not much larger than what follows.</summary>
    private long CompactionStart(ImmutableArray<Segment> chain, long head)
    {
        var first = MappedCount(chain);
        var start = first == 0 ? 0 : chain[first - 1].Header.ToSeq;
        while (first > 0 && chain[first - 1].Size < options.Fanout * (head - start) && head - chain[first - 1].Header.FromSeq <= options.SegmentEventsMax)
        {
            start = chain[--first].Header.FromSeq;
        }

        return start;
    }

    /// <summary>Log events that stand in no file yet.</summary>
    private long Pending()
    {
        var chain = _snapshot.Segments;
        var mapped = MappedCount(chain);
        return store.Read(workspaceId, read => read.Workspace.HeadSeq) - (mapped == 0 ? 0 : chain[mapped - 1].Header.ToSeq);
    }

    private static int MappedCount(ImmutableArray<Segment> chain) => chain.TakeWhile(segment => segment.IsMapped).Count();

    private static long Covered(List<Segment> chain) => Covered(chain, chain.Count);

    private static long Covered(List<Segment> chain, int count) => count == 0 ? 0 : chain[count - 1].Header.ToSeq;
}
