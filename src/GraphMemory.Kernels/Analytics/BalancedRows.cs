using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics;

/// <summary>Nodes cut into chunks of about as many arcs each: what a node costs is its degree. A node with more arcs than a chunk is a chunk of its own.</summary>
public sealed class BalancedRows : IRanges
{
    private readonly int[] _starts;

    private BalancedRows(int[] starts) => _starts = starts;

    public int Count => _starts.Length - 1;

    public Range this[int chunk] => new(_starts[chunk], _starts[chunk + 1]);

    /// <param name="offsets">n + 1 ascending offsets.</param>
    /// <param name="arcsPerChunk">Arcs (and nodes, which cost something too) that a chunk should have.</param>
    public static BalancedRows Of(ReadOnlySpan<int> offsets, int arcsPerChunk)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arcsPerChunk, 1);
        var (starts, cost, nodeCount) = (new List<int> { 0 }, 0L, offsets.Length - 1);
        for (var node = 0; node < nodeCount; node++)
        {
            cost += offsets[node + 1] - offsets[node] + 1;
            if (cost < arcsPerChunk || node + 1 == nodeCount) { continue; }
            starts.Add(node + 1);
            cost = 0;
        }

        if (nodeCount > 0) { starts.Add(nodeCount); }
        return new BalancedRows([.. starts]);
    }
}
