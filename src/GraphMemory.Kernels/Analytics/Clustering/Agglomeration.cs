namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>How far apart two clusters are.</summary>
public enum Linkage
{
    /// <summary>By how much the sum of squared distances from the middles grows (Ward, 1963).</summary>
    Ward,
    /// <summary>The mean distance between a point of one and a point of the other.</summary>
    Average,
    /// <summary>The greatest distance.</summary>
    Complete,
    /// <summary>The least distance.</summary>
    Single,
}

/// <summary>Hierarchical clustering from below: again and again the two clusters that are nearest to each other become one (Müllner, 2011).
/// Ward and single linkage need memory for the points alone, average and complete linkage for the square of their number; all take time with
/// the square of their number.</summary>
public static class Agglomeration
{
    /// <summary>Points beyond which average and complete linkage would need more than half a gigabyte.</summary>
    public const int MatrixPointsMax = 8_000;

    public static Dendrogram Run(Points points, Linkage linkage, CancellationToken cancellation = default) => linkage switch
    {
        Linkage.Single => SpanningTree.Run(points, cancellation),
        Linkage.Ward => NeighbourChain.Run(new WardClusters(points), cancellation),
        _ => NeighbourChain.Run(new ClusterMatrix(points, linkage), cancellation),
    };
}
