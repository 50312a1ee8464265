using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Components;
using GraphMemory.Kernels.Analytics.Structure;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class GraphMetricsAlgorithm : IGraphAlgorithm
{
    public string Name => "graph-metrics";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Measures of the graph",
        Summary = "How large and dense the graph is, how clustered, and in how many parts.",
        Kind = AlgorithmKind.Structure,
        Source = "Newman, Networks, 2018",
        Complexity = "O(m^1.5)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = run.Graph;
        var groups = new int[graph.NodeCount];
        var components = ConnectedComponents.Find(graph, groups, run.Crew);
        return new AlgorithmResult
        {
            Figures =
            [
                new Figure("nodeCount", graph.NodeCount),
                new Figure("edgeCount", graph.EdgeCount),
                new Figure("density", Density(graph)),
                new Figure("averageClustering", AverageClustering(run)),
                new Figure("connectedComponents", components),
                new Figure("largestComponentSize", GroupFigures.Largest(groups, components)),
            ],
        };
    }

    /// <summary>Edges over possible edges: a directed graph has room for twice as many.</summary>
    private static double Density(StaticGraph graph)
    {
        double pairs = graph.NodeCount * (graph.NodeCount - 1.0) / (graph.IsDirected ? 1 : 2);
        return pairs <= 0 ? 0 : graph.EdgeCount / pairs;
    }

    private static double AverageClustering(AlgorithmRun run)
    {
        var graph = run.Subject.Undirected(run.Crew);
        var counts = new long[graph.NodeCount];
        var clustering = new double[graph.NodeCount];
        Triangles.CountPerNode(graph, counts, run.Crew);
        Triangles.LocalClustering(graph, counts, clustering);
        return clustering.Length == 0 ? 0 : clustering.Average();
    }
}
