namespace GraphMemory.Engine.Retrieval.Index;

/// <summary>How the index follows the log.</summary>
public sealed class IndexOptions
{
    /// <summary>Log events held in memory before a compaction writes them to a file: what a start has to read again at most.</summary>
    public int TailEventsMax { get; set; } = 2_048;

    /// <summary>Log events of one segment; bounds the memory of a build.</summary>
    public int SegmentEventsMax { get; set; } = 2_000_000;

    /// <summary>Segments of about the same size before they become one.</summary>
    public int Fanout { get; set; } = 4;
}
