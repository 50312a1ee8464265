using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class PathAlgorithm : IGraphAlgorithm
{
    public string Name => "path";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Shortest path between two nodes",
        Summary = "One shortest path from one node to another, searched from both ends.",
        Kind = AlgorithmKind.Path,
        Source = "Pohl, Bi-directional search, 1971; Nicholson, Finding the shortest route between two points in a network, 1966",
        Complexity = "O(n + m), mostly far less",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        Parameters = [PathParameters.Source, PathParameters.Target, PathParameters.UseWeights],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = PathParameters.Weighed(run);
        if (PathParameters.CheckWeights(graph, run.Crew) is { } problem) { return problem; }
        var (source, target) = (run.Parameters[PathParameters.Source][0], run.Parameters[PathParameters.Target][0]);
        var path = graph.IsWeighted
            ? LengthPath.Find(graph, source, target, run.Crew.Cancellation)
            : HopPath.Find(graph, source, target, run.Crew.Cancellation);
        return path is null
            ? new AlgorithmResult { Notes = ["No path leads there."] }
            : new AlgorithmResult { Paths = [PathParameters.Named(path)], Figures = [new Figure("length", path.Length)] };
    }
}
