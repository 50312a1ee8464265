namespace GraphMemory.Kernels.Graph;

/// <summary>A graph as the union of segments. Implement it as a struct: algorithms take it as a type argument, so that the calls are
/// inlined. The same pair of nodes may have edges in several segments; they add up.</summary>
public interface IAdjacency
{
    int SegmentCount { get; }

    /// <summary>Whether every edge stands in the rows of both its ends, with the same weight. The same for all graphs of a type.</summary>
    bool IsSymmetric { get; }

    /// <summary>Edges out of <paramref name="node"/> in one segment; empty for a node the segment does not know.</summary>
    AdjacencyRow Row(int segment, int node);

    /// <summary>Sum of the positive weights of that row. Asked of every node that mass reaches, so keep it at hand where rows are far away.</summary>
    double TotalWeight(int segment, int node);
}
