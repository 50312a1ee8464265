using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Components;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ArticulationPointsAlgorithm : IGraphAlgorithm
{
    public string Name => "articulation-points";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Articulation points",
        Summary = "1 for a node without which a part of the graph falls into more parts, 0 for others.",
        Kind = AlgorithmKind.Component,
        Source = "Hopcroft and Tarjan, Efficient algorithms for graph manipulation, 1973",
        Complexity = "O(n + m)",
        Direction = DirectionUse.Undirected,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var isCut = new bool[run.Graph.NodeCount];
        CutPoints.Find(run.Graph, isCut, new int[isCut.Length], run.Crew.Cancellation);
        var values = Array.ConvertAll(isCut, cut => cut ? 1.0 : 0);
        return new AlgorithmResult { Values = new NodeValues("articulation", values), Figures = [new Figure("articulationPoints", values.Sum())] };
    }
}
