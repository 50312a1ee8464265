using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ShortestSimplePathsAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Count = new("countMax", "Paths at most.", 5, 1, 1_000);

    public string Name => "k-shortest-paths";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "K shortest paths",
        Summary = "The shortest paths from one node to another that visit no node twice, shortest first.",
        Kind = AlgorithmKind.Path,
        Source = "Yen, Finding the k shortest loopless paths in a network, 1971; Lawler, A procedure for computing the k best solutions, 1972",
        Complexity = "O(k n (m + n log n)), mostly far less",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        Parameters = [PathParameters.Source, PathParameters.Target, PathParameters.UseWeights, Count],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = PathParameters.Weighed(run);
        if (PathParameters.CheckWeights(graph, run.Crew) is { } problem) { return problem; }
        var (source, target) = (run.Parameters[PathParameters.Source][0], run.Parameters[PathParameters.Target][0]);
        var paths = ShortestSimplePaths.Find(graph, source, target, run.Parameters[Count], run.Crew);
        return new AlgorithmResult
        {
            Paths = [.. paths.Select(PathParameters.Named)],
            Figures = [new Figure("paths", paths.Length)],
            Notes = paths.IsEmpty ? ["No path leads there."] : [],
        };
    }
}
