namespace GraphMemory.Kernels.Analytics.Centrality;

/// <param name="Damping">The chance that the walk goes on along an edge, 0 to below 1.</param>
/// <param name="Tolerance">How far the scores, which sum to 1, may be from the exact ones, all differences added up.</param>
/// <param name="IterationsMax">Rounds after which the best so far is returned.</param>
public readonly record struct PageRankParameters(double Damping, double Tolerance, int IterationsMax)
{
    public static PageRankParameters Default { get; } = new(0.85, 1e-9, 1_000);
}

/// <param name="Iterations">Rounds over all edges.</param>
/// <param name="ErrorBound">The scores are at most this far from the exact ones, all differences added up.</param>
/// <param name="IsConverged">The bound is within the tolerance.</param>
public readonly record struct PageRankOutcome(int Iterations, double ErrorBound, bool IsConverged);
