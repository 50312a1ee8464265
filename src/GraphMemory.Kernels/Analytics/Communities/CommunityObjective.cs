namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>What a partition is judged by. Both kinds are a sum over communities of: weight inside − γ · mass² / 2.</summary>
/// <param name="Resolution">Above 1 (modularity) or above the mean density (CPM): more and smaller communities.</param>
public readonly record struct CommunityObjective(CommunityObjectiveKind Kind, double Resolution)
{
    public static CommunityObjective Modularity { get; } = new(CommunityObjectiveKind.Modularity, 1);

    /// <summary>γ: what a pair of masses costs. 0 when there is nothing to gain, since no edge is there.</summary>
    /// <param name="massSum">Of all nodes.</param>
    public double PairPrice(double massSum) => Kind == CommunityObjectiveKind.ConstantPotts ? Resolution : massSum > 0 ? Resolution / massSum : 0;
}

public enum CommunityObjectiveKind
{
    /// <summary>Newman and Girvan, 2004, with the resolution of Reichardt and Bornholdt, 2006. The mass of a node is its strength, γ = resolution / 2m.</summary>
    Modularity,
    /// <summary>The constant Potts model (Traag, Van Dooren and Nesterov, 2011): free of the resolution limit. The mass of a node is 1, γ = resolution.</summary>
    ConstantPotts,
}
