using System.Collections.Immutable;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>The index of one workspace at one log position. Immutable: readers take it and never lock.</summary>
/// <param name="Segments">In log order, without gaps.</param>
/// <param name="Dead">Per segment, the documents closed by now: one bitmap each.</param>
/// <param name="ClosedLater">Facts closed after their segment was built, with the log position.</param>
internal sealed record IndexSnapshot(
    long HeadSeq, ImmutableArray<Segment> Segments, ImmutableArray<ulong[]?> Dead, ImmutableDictionary<long, long> ClosedLater)
{
    public static IndexSnapshot Empty { get; } = new(0, [], [], ImmutableDictionary<long, long>.Empty);

    public MarkSet Marks { get; init; } = MarkSet.Empty;

    public MergedEntities Merged { get; init; } = MergedEntities.None;

    /// <summary>Per segment, the documents in the archive: one bitmap each; empty when nothing is archived.</summary>
    public ImmutableArray<ulong[]?> Archived { get; init; } = [];

    public ulong[]? ArchivedDocs(int segment) => Archived.IsEmpty ? null : Archived[segment];

    public long DocCount { get; } = Segments.Sum(segment => (long)segment.DocCount);

    /// <summary>Terms of all documents together.</summary>
    public double LengthTotal { get; } = Segments.Sum(segment => (double)segment.Header.LengthTotal);

    public double AverageLength { get; } =
        Math.Max(1, Segments.Sum(segment => (double)segment.Header.LengthTotal) / Math.Max(1, Segments.Sum(segment => (long)segment.DocCount)));

    /// <summary>Documents of a segment that are closed now.</summary>
    public ReadOnlySpan<ulong> DeadDocs(int segment) => Dead[segment] is { } bitmap ? bitmap : Segments[segment].DocDead;

    /// <summary>The log position that closed a document; 0 while it stands.</summary>
    public long ClosedSeq(int segment, int doc)
    {
        var closed = Segments[segment].DocClosed[doc];
        return closed != 0 ? closed : ClosedLater.GetValueOrDefault(Segments[segment].DocId[doc]);
    }
}
