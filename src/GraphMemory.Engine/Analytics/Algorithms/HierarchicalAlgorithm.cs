using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class HierarchicalAlgorithm : IGraphAlgorithm
{
    private static readonly ChoiceParameter LinkageChoice =
        new("linkage", "How far apart two groups are: by the growth of the squares, the mean, the greatest or the least distance.", "ward", "ward", "average", "complete", "single");

    public string Name => "hierarchical";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Hierarchical clustering",
        Summary = "Groups of nodes that are alike, from a tree in which the nearest groups become one until as many are left as wanted.",
        Kind = AlgorithmKind.Clustering,
        Source = "Müllner, Modern hierarchical, agglomerative clustering algorithms, 2011",
        Complexity = "O(n^2 * features)",
        Direction = DirectionUse.Undirected,
        NodesMax = 50_000,
        Parameters = [PointClustering.Groups, LinkageChoice, PointClustering.Standardise, PointClustering.Silhouette],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (nodes, linkage) = (run.Graph.NodeCount, Enum.Parse<Linkage>(run.Parameters[LinkageChoice], ignoreCase: true));
        if (linkage is Linkage.Average or Linkage.Complete && nodes > Agglomeration.MatrixPointsMax)
        {
            return AnalyticsProblems.TooLarge.With(
                $"{Name} with {run.Parameters[LinkageChoice]} linkage keeps all distances and takes at most {Agglomeration.MatrixPointsMax} nodes.",
                new FieldProblem(LinkageChoice.Name, $"does not fit {nodes} nodes", "Take ward or single, or filter the graph."));
        }

        var features = NodeFeatures.Of(run);
        var points = PointClustering.PointsOf(run, features);
        if (nodes == 0) { return PointClustering.Told(run, features, points, [], 0); }
        var tree = Agglomeration.Run(points, linkage, run.Crew.Cancellation);
        var groups = PointClustering.GroupsOf(run, nodes);
        return PointClustering.Told(run, features, points, tree.Cut(groups), groups, new Figure("heightWithin", Height(tree, nodes - groups - 1)), new Figure("heightNext", Height(tree, nodes - groups)));
    }

    /// <summary>The height of a merge; 0 where there is none.</summary>
    private static double Height(Dendrogram tree, int merge) => merge >= 0 && merge < tree.Merges.Length ? tree.Merges[merge].Height : 0;
}
