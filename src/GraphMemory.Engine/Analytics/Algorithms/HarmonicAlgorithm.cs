using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class HarmonicAlgorithm : IGraphAlgorithm
{
    public string Name => "harmonic";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Harmonic centrality",
        Summary = "The sum of 1 / distance, in edges, over those that have a path to a node.",
        Kind = AlgorithmKind.Centrality,
        Source = "Boldi and Vigna, Axioms for centrality, 2014; Then et al., The more the merrier: efficient multi-source graph traversal, 2014",
        Complexity = "O(n m / 512)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        NodesMax = AllPairs.NodesMax,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var report = new AllPairsReport(AllPairs.Of(run.Graph, isOutward: false, run.Crew));
        return new AlgorithmResult { Values = report.Harmonic() };
    }
}
