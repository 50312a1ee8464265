namespace GraphMemory.Kernels.Text;

/// <summary>What to look for in one segment.</summary>
public readonly ref struct SegmentQuery
{
    /// <summary>Number of the segment, carried into its hits.</summary>
    public required int Segment { get; init; }

    /// <summary>A hit contains at least one of these.</summary>
    public required ReadOnlySpan<QueryTerm> Terms { get; init; }

    /// <summary>Term ordinals that every hit contains, without effect on its score; a negative one means no hit.</summary>
    public ReadOnlySpan<int> Required { get; init; }

    /// <summary>Bit set: the document is deleted. May be empty or shorter than the segment.</summary>
    public ReadOnlySpan<ulong> Dead { get; init; }

    internal bool IsDead(int document)
    {
        var word = document >> 6;
        return word < Dead.Length && (Dead[word] >> document & 1) != 0;
    }
}
