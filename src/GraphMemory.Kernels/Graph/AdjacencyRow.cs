namespace GraphMemory.Kernels.Graph;

/// <summary>Edges out of one node in one segment.</summary>
/// <param name="targets">Node at the other end of each edge.</param>
/// <param name="weights">Weight of each edge, or empty when all are 1. A weight that is not positive means no edge.</param>
public readonly ref struct AdjacencyRow(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights)
{
    public ReadOnlySpan<int> Targets { get; } = targets;

    public ReadOnlySpan<float> Weights { get; } = weights;

    /// <summary>Sum of the positive weights.</summary>
    public double TotalWeight()
    {
        if (Weights.IsEmpty) { return Targets.Length; }
        var total = 0.0;
        foreach (var weight in Weights) { total += Math.Max(weight, 0); }
        return total;
    }
}
