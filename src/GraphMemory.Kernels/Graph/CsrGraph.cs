namespace GraphMemory.Kernels.Graph;

/// <summary>A sparse compressed-row graph over memory the caller owns: only nodes with edges have a row.</summary>
/// <param name="nodes">n distinct node ids, ascending.</param>
/// <param name="offsets">n + 1 ascending offsets into the targets.</param>
/// <param name="targets">Target of each edge.</param>
/// <param name="weights">Weight of each edge, or empty when all are 1.</param>
public readonly ref struct CsrGraph(
    ReadOnlySpan<int> nodes, ReadOnlySpan<int> offsets, ReadOnlySpan<int> targets, ReadOnlySpan<float> weights) : IAdjacency
{
    private readonly ReadOnlySpan<int> _offsets = offsets;
    private readonly ReadOnlySpan<int> _targets = targets;
    private readonly ReadOnlySpan<float> _weights = weights;

    public ReadOnlySpan<int> Nodes { get; } = nodes;

    public int EdgeCount => _targets.Length;

    public int SegmentCount => 1;

    public bool IsSymmetric => false; // it may be, but need not

    public AdjacencyRow Row(int segment, int node)
    {
        var at = Nodes.BinarySearch(node);
        return at < 0 ? default : RowAt(at);
    }

    public double TotalWeight(int segment, int node) => Row(segment, node).TotalWeight();

    /// <summary>Edges out of <c>Nodes[index]</c>.</summary>
    public AdjacencyRow RowAt(int index)
    {
        var (start, end) = (_offsets[index], _offsets[index + 1]);
        return new AdjacencyRow(_targets[start..end], _weights.IsEmpty ? default : _weights[start..end]);
    }
}
