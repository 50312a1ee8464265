using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class DbscanAlgorithm : IGraphAlgorithm
{
    private static readonly NumberParameter Radius = new("radius", "Nodes at most this far from each other are near.", 0.5, 1e-9, 1e9);
    private static readonly IntParameter PointsMin = new("pointsMin", "Nodes near a core of a group, itself included.", 5, 1, 1_000_000);

    public string Name => "dbscan";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "DBSCAN",
        Summary = "Groups wherever many nodes are alike, of any shape and number; nodes that are like few others are in none.",
        Kind = AlgorithmKind.Clustering,
        Source = "Ester, Kriegel, Sander and Xu, A density-based algorithm for discovering clusters, 1996",
        Complexity = "O(n^2 * features) at worst; about O(n * nodes in reach along the widest feature)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
        NodesMax = 500_000,
        Parameters = [Radius, PointsMin, PointClustering.Standardise, PointClustering.Silhouette],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var features = NodeFeatures.Of(run);
        var points = PointClustering.PointsOf(run, features);
        var groupOf = new int[points.Count];
        var count = Dbscan.Run(points, run.Parameters[Radius], run.Parameters[PointsMin], groupOf, run.Crew);
        return PointClustering.Told(run, features, points, groupOf, count, new Figure("noise", groupOf.AsSpan().Count(-1)));
    }
}
