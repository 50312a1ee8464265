using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class DiameterAlgorithm : IGraphAlgorithm
{
    public string Name => "diameter";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Diameter",
        Summary = "The largest distance, in edges, between two nodes that a path joins; exact.",
        Kind = AlgorithmKind.Path,
        Source = "Crescenzi et al., On computing the diameter of real-world undirected graphs, 2013",
        Complexity = "O(n m / 512), undirected mostly O(m)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (!run.Graph.IsDirected)
        {
            var (diameter, searches) = HopDiameter.Of(run.Graph, run.Crew);
            return new AlgorithmResult { Figures = [new Figure("diameter", diameter), new Figure("searches", searches)] };
        }

        if (PathParameters.CheckSize(run) is { } problem) { return problem; }
        var report = new AllPairsReport(AllPairs.Of(run.Graph, isOutward: false, run.Crew));
        return new AlgorithmResult { Figures = [report.Diameter, new Figure("searches", run.Graph.NodeCount)] };
    }
}
