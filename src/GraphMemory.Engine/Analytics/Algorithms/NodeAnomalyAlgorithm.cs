using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class NodeAnomalyAlgorithm : IGraphAlgorithm
{
    private static readonly NumberParameter Contamination = new("contamination", "The share of nodes that are called anomalies at most.", 0.1, 0, 0.5);
    private static readonly IntParameter Trees = new("trees", "More of them steady the scores.", 100, 1, 10_000);
    private static readonly IntParameter SampleSize = new("sampleSize", "Nodes that a tree is grown from.", 256, 2, 65_536);

    public string Name => "node-anomaly";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Anomalous nodes",
        Summary = "How soon random cuts through its features part a node from all others: about 0.5 is ordinary, towards 1 is not.",
        Kind = AlgorithmKind.Clustering,
        Source = "Liu, Ting and Zhou, Isolation forest, 2008",
        Complexity = "O(trees * n * log sampleSize)",
        Direction = DirectionUse.Undirected,
        ErrorBound = "A mean over random trees; its deviation falls with the root of their number.",
        IsParallel = true,
        Parameters = [Contamination, Trees, SampleSize, PointClustering.Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var features = NodeFeatures.Of(run);
        var points = features.Values;
        var scores = new double[points.Count];
        IsolationForest.Score(
            points, new IsolationForestParameters(run.Parameters[Trees], run.Parameters[SampleSize], (ulong)run.Parameters[PointClustering.Seed]), scores, run.Crew);
        var threshold = Threshold(scores, run.Parameters[Contamination]);
        var (groupOf, found) = (new int[scores.Length], 0);
        for (var node = 0; node < scores.Length; node++)
        {
            groupOf[node] = scores[node] > threshold ? 0 : -1;
            found += groupOf[node] + 1;
        }

        return new AlgorithmResult
        {
            Values = new NodeValues("anomaly", scores),
            Groups = new NodeGroups("anomalies", groupOf, found == 0 ? 0 : 1),
            Figures = [new Figure("anomalies", found), new Figure("threshold", threshold)],
            IsApproximate = true,
            Notes = features.Notes,
        };
    }

    /// <summary>The best score that is no anomaly any more. Nodes that share it are none either, so never too many are.</summary>
    private static double Threshold(double[] scores, double contamination)
    {
        if (scores.Length == 0) { return 1; }
        var ascending = scores.Order().ToArray();
        return ascending[ascending.Length - 1 - (int)(contamination * ascending.Length)];
    }
}
