using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class KMeansAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Restarts = new("restarts", "The best of so many runs is taken.", 4, 1, 100);
    private static readonly IntParameter RoundsMax = new("roundsMax", "A run ends after so many rounds.", 300, 1, 10_000);

    public string Name => "k-means";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "k-means",
        Summary = "Groups of nodes that are alike: each node belongs to the group whose middle is nearest.",
        Kind = AlgorithmKind.Clustering,
        Source = "Lloyd, Least squares quantization in PCM, 1982; Arthur and Vassilvitskii, k-means++, 2007",
        Complexity = "O(restarts * rounds * groups * n * features); with silhouette O(n^2 * features) more",
        Direction = DirectionUse.Undirected,
        ErrorBound = "A local optimum; the best of several starts, each expected within 8 (ln groups + 2) of the least sum of squares.",
        IsParallel = true,
        Parameters = [PointClustering.Groups, Restarts, RoundsMax, PointClustering.Seed, PointClustering.Standardise, PointClustering.Silhouette],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var features = NodeFeatures.Of(run);
        var points = PointClustering.PointsOf(run, features);
        if (points.Count == 0) { return PointClustering.Told(run, features, points, [], 0); }
        var parameters = new KMeansParameters(
            PointClustering.GroupsOf(run, points.Count), run.Parameters[Restarts], run.Parameters[RoundsMax], (ulong)run.Parameters[PointClustering.Seed]);
        var found = KMeans.Run(points, parameters, run.Crew);
        var told = PointClustering.Told(run, features, points, found.GroupOf, found.Groups, new Figure("inertia", found.Inertia), new Figure("rounds", found.Rounds));
        return found.IsConverged ? told : told with { Notes = [.. told.Notes, $"Points still changed their group after {found.Rounds} rounds."] };
    }
}
