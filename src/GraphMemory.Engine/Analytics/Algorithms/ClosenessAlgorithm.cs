using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ClosenessAlgorithm : IGraphAlgorithm
{
    public string Name => "closeness";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Closeness centrality",
        Summary = "How near a node is to those that have a path to it, in edges, scaled by how many they are.",
        Kind = AlgorithmKind.Centrality,
        Source = "Wasserman and Faust, Social network analysis, 1994; Then et al., The more the merrier: efficient multi-source graph traversal, 2014",
        Complexity = "O(n m / 512)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        NodesMax = AllPairs.NodesMax,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var report = new AllPairsReport(AllPairs.Of(run.Graph, isOutward: false, run.Crew));
        return new AlgorithmResult { Values = report.Closeness() };
    }
}
