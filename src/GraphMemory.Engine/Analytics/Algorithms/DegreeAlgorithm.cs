using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class DegreeAlgorithm : IGraphAlgorithm
{
    public string Name => "degree";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Degree centrality",
        Summary = "The share of all other nodes that a node is linked to.",
        Kind = AlgorithmKind.Centrality,
        Source = "Freeman, Centrality in social networks, 1978",
        Complexity = "O(n)",
        Direction = DirectionUse.AsGiven,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var scores = new double[run.Graph.NodeCount];
        Degrees.Normalised(run.Graph, scores);
        return new AlgorithmResult { Values = new NodeValues("degree", scores) };
    }
}
