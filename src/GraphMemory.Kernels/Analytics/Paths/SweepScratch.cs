using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>Memory of one <see cref="MultiSourceSweep"/>: three blocks of 512 bits per node, one per source, on bounds of cache lines.</summary>
internal sealed class SweepScratch
{
    private const int LineBytes = 64;
    private readonly byte[] _bits;
    private readonly int _start;

    public SweepScratch(int nodeCount)
    {
        NodeCount = nodeCount;
        _bits = GC.AllocateArray<byte>((3 * nodeCount * LineBytes) + LineBytes, pinned: true);
        unsafe
        {
            fixed (byte* first = _bits) { _start = (int)((LineBytes - ((nint)first % LineBytes)) % LineBytes); }
        }

        (Active, NextActive, Open) = (new int[nodeCount], new int[nodeCount], new int[nodeCount]);
    }

    public int NodeCount { get; }

    /// <summary>Nodes in the frontier of any source.</summary>
    public int[] Active { get; set; }

    public int[] NextActive { get; set; }

    /// <summary>Nodes that some source has still to reach.</summary>
    public int[] Open { get; }

    /// <summary>The pinned block of a kind: 0 to 2.</summary>
    public unsafe Vector512<ulong>* Block(int kind)
    {
        fixed (byte* first = _bits) { return (Vector512<ulong>*)(first + _start) + ((nint)kind * NodeCount); }
    }
}
