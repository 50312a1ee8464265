using GraphMemory.Engine.Retrieval.Index;

namespace GraphMemory.Server.Configuration;

/// <summary>The index that recall answers from.</summary>
internal sealed record RecallIndexOptions
{
    private static readonly IndexOptions Default = new();

    public int TailEventsMax { get; init; } = Default.TailEventsMax;

    public int SegmentEventsMax { get; init; } = Default.SegmentEventsMax;

    public int Fanout { get; init; } = Default.Fanout;

    public IndexOptions ToIndex() => new() { TailEventsMax = TailEventsMax, SegmentEventsMax = SegmentEventsMax, Fanout = Fanout };
}
