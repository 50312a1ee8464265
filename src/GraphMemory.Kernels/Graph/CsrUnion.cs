namespace GraphMemory.Kernels.Graph;

/// <summary>Several graphs over the same node ids, read as one.</summary>
public readonly struct CsrUnion(ReadOnlyMemory<CsrSections> segments) : IAdjacency
{
    public int SegmentCount => segments.Length;

    public bool IsSymmetric => false;

    public AdjacencyRow Row(int segment, int node) => segments.Span[segment].Graph.Row(0, node);

    public double TotalWeight(int segment, int node) => Row(segment, node).TotalWeight();
}
