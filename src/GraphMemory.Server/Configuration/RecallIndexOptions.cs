using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Server.Configuration;

/// <summary>The index that recall answers from.</summary>
internal sealed record RecallIndexOptions
{
    private static readonly IndexOptions Default = new();

    public int TailEventsMax { get; init; } = Default.TailEventsMax;

    public int SegmentEventsMax { get; init; } = Default.SegmentEventsMax;

    public int Fanout { get; init; } = Default.Fanout;

    public IndexOptions ToIndex()
    {
        var options = new IndexOptions();
        CopyTo(options);
        return options;
    }

    /// <summary>Into options that are in use: the next step of the index reads them anew.</summary>
    public void CopyTo(IndexOptions options) =>
        (options.TailEventsMax, options.SegmentEventsMax, options.Fanout) = (TailEventsMax, SegmentEventsMax, Fanout);
}
