using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Kernels.Vectors;

/// <summary>The exact search over quantised vectors: every row is compared. It waits for memory, not for arithmetic.</summary>
public static class VectorScan
{
    /// <summary>Offers every row to <paramref name="top"/> as a hit of <paramref name="segment"/>; blocks may be cut into rows for several threads.</summary>
    /// <param name="firstRow">Number of the block's first row in hits and for the filter.</param>
    public static void Run<TFilter>(in VectorBlock block, in VectorQuery query, TFilter filter, int segment, int firstRow, TopK top)
        where TFilter : struct, IRowFilter, allows ref struct
    {
        var threshold = top.Threshold(segment);
        for (var row = 0; row < block.Count; row++)
        {
            var similarity = block.Similarity(in query, row);
            if (similarity < threshold || block.IsEmpty(row) || !filter.Accepts(firstRow + row)) { continue; }
            if (top.Offer(new Hit(segment, firstRow + row, similarity))) { threshold = top.Threshold(segment); }
        }
    }
}
