using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// The graph of a hierarchical navigable small world in flat arrays, as a builder fills them and as a file holds them. A list of links is
/// its length, then the nodes.
/// </summary>
/// <param name="lowest">One list of up to 2 · degree links per node.</param>
/// <param name="upperStart">Where the lists of a node's upper levels begin; one more than nodes.</param>
/// <param name="upper">Lists of up to degree links, those of one node by rising level.</param>
/// <param name="entry">Where a search begins, a node of level <paramref name="top"/>; -1 when there is none.</param>
public readonly ref struct HnswLinks(ReadOnlySpan<int> lowest, ReadOnlySpan<int> upperStart, ReadOnlySpan<int> upper, int degree, int entry, int top)
{
    private readonly ReadOnlySpan<int> _lowest = lowest;
    private readonly ReadOnlySpan<int> _upperStart = upperStart;
    private readonly ReadOnlySpan<int> _upper = upper;

    public int Degree { get; } = degree;

    public int Entry { get; } = entry;

    public int Top { get; } = top;

    public int Count => Math.Max(0, _upperStart.Length - 1);

    public ReadOnlySpan<int> Lowest => _lowest;

    public ReadOnlySpan<int> UpperStart => _upperStart;

    public ReadOnlySpan<int> Upper => _upper;

    /// <summary>Nodes linked from a node. While others write the list it may hold old links beside new ones: each is a node all the same.</summary>
    public ReadOnlySpan<int> Of(int node, int level)
    {
        var list = level == 0
            ? _lowest.Slice(node * LowestStride(Degree), LowestStride(Degree))
            : _upper.Slice(_upperStart[node] + ((level - 1) * UpperStride(Degree)), UpperStride(Degree));
        return list.Slice(1, Volatile.Read(ref Unsafe.AsRef(in list[0])));
    }

    internal static int LowestStride(int degree) => (2 * degree) + 1;

    internal static int UpperStride(int degree) => degree + 1;
}
