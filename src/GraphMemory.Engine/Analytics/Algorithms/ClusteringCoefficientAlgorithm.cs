using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Structure;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ClusteringCoefficientAlgorithm : IGraphAlgorithm
{
    public string Name => "clustering";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Clustering coefficient",
        Summary = "The share of the pairs of a node's neighbours that are linked to each other; 0 below two neighbours.",
        Kind = AlgorithmKind.Structure,
        Source = "Watts and Strogatz, Collective dynamics of small-world networks, 1998",
        Complexity = "O(m^1.5)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var counts = new long[run.Graph.NodeCount];
        var clustering = new double[counts.Length];
        var triangles = Triangles.CountPerNode(run.Graph, counts, run.Crew);
        Triangles.LocalClustering(run.Graph, counts, clustering);
        return new AlgorithmResult
        {
            Values = new NodeValues("clustering", clustering),
            Figures =
            [
                new Figure("averageClustering", clustering.Length == 0 ? 0 : clustering.Average()),
                new Figure("transitivity", Triangles.Transitivity(run.Graph, triangles)),
            ],
        };
    }
}
