using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class SpectralClusteringAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Neighbours = new("neighbours", "Points without edges are linked with so many of the nearest first.", 10, 1, 1_000);

    public string Name => "spectral-clustering";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Spectral clustering",
        Summary = "Groups of nodes that few edges lead out of, found as clusters of the leading eigenvectors; of points, groups of any shape.",
        Kind = AlgorithmKind.Clustering,
        Source = "Ng, Jordan and Weiss, On spectral clustering, 2001; Zhou and Saad, Chebyshev-filtered subspace iteration, 2006",
        Complexity = "O(rounds * (groups * m + groups^2 * n)); for points O(n^2 * features) more",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        ErrorBound = "Eigenvectors to a residual of 1e-5, then a local optimum of k-means.",
        IsParallel = true,
        NodesMax = 200_000,
        Parameters = [PointClustering.Groups, Neighbours, PointClustering.Seed, PointClustering.Standardise, PointClustering.Silhouette],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (features, seed) = (NodeFeatures.Of(run), (ulong)run.Parameters[PointClustering.Seed]);
        var points = PointClustering.PointsOf(run, features);
        if (points.Count == 0) { return PointClustering.Told(run, features, points, [], 0); }
        var graph = run.Graph.EdgeCount > 0 ? run.Graph : NearestPoints.Graph(points, run.Parameters[Neighbours], run.Crew);
        var groups = PointClustering.GroupsOf(run, points.Count);
        var embedded = SpectralEmbedding.Compute(graph, groups, seed, run.Crew, out var isConverged);
        var found = KMeans.Run(embedded, new KMeansParameters(groups, Restarts: 10, Seed: seed), run.Crew);
        // The silhouette is that of the space in which the groups were found.
        var told = PointClustering.Told(run, features, embedded, found.GroupOf, found.Groups);
        return isConverged ? told : told with { Notes = [.. told.Notes, "The eigenvectors are rougher than wanted: some lie too close together."], IsApproximate = true };
    }
}
