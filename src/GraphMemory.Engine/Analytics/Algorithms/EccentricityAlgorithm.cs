using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class EccentricityAlgorithm : IGraphAlgorithm
{
    public string Name => "eccentricity";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Eccentricity",
        Summary = "The distance, in edges, from a node to the farthest that it has a path to.",
        Kind = AlgorithmKind.Path,
        Source = "Hage and Harary, Eccentricity and centrality in networks, 1995; Then et al., The more the merrier: efficient multi-source graph traversal, 2014",
        Complexity = "O(n m / 512)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        NodesMax = AllPairs.NodesMax,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var report = new AllPairsReport(AllPairs.Of(run.Graph, isOutward: true, run.Crew));
        return new AlgorithmResult { Values = report.Eccentricity(), Figures = [report.Diameter, report.Radius, report.ConnectedShare] };
    }
}
