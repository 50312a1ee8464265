using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class StrongComponentsAlgorithm : IGraphAlgorithm
{
    public string Name => "strong-components";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Strongly connected components",
        Summary = "Parts of the graph in which every node reaches every other along directed edges.",
        Kind = AlgorithmKind.Component,
        Source = "Pearce, A space-efficient algorithm for finding strongly connected components, 2016",
        Complexity = "O(n + m)",
        Direction = DirectionUse.AsGiven,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var groups = new int[run.Graph.NodeCount];
        var count = StrongComponents.Find(run.Graph, groups, run.Crew.Cancellation);
        return GroupFigures.Result("strongComponent", groups, count, "strongComponents", "largestStrongComponentSize");
    }
}
