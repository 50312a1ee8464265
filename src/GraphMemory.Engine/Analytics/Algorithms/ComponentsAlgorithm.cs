using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ComponentsAlgorithm : IGraphAlgorithm
{
    public string Name => "components";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Connected components",
        Summary = "Parts of the graph that hang together, directions forgotten.",
        Kind = AlgorithmKind.Component,
        Source = "Sutton, Ben-Nun and Bar-Noy, Optimizing parallel graph connectivity computation via subgraph sampling, 2018",
        Complexity = "O(n + m)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var groups = new int[run.Graph.NodeCount];
        var count = ConnectedComponents.Find(run.Graph, groups, run.Crew);
        return GroupFigures.Result("component", groups, count, "components", "largestComponentSize");
    }
}
