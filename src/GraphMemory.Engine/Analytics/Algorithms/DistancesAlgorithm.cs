using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class DistancesAlgorithm : IGraphAlgorithm
{
    public string Name => "distances";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Distances of all pairs",
        Summary = "Closeness and harmonic centrality of each node, and the diameter and average path length, from one pass over all pairs.",
        Kind = AlgorithmKind.Path,
        Source = "Then et al., The more the merrier: efficient multi-source graph traversal, 2014",
        Complexity = "O(n m / 512)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        NodesMax = AllPairs.NodesMax,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var report = new AllPairsReport(AllPairs.Of(run.Graph, isOutward: false, run.Crew));
        return new AlgorithmResult
        {
            Values = report.Closeness(),
            MoreValues = [report.Harmonic()],
            Figures = [report.Diameter, report.AveragePathLength, report.ConnectedShare],
        };
    }
}
