using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class SimplePathsAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Hops = new("hopsMax", "Edges of a path at most.", 5, 1, 30);
    private static readonly IntParameter Count = new("countMax", "Paths at most; more are left out, and the answer says so.", 100, 1, 10_000);

    public string Name => "simple-paths";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "All simple paths",
        Summary = "Every path from one node to another that visits no node twice and is not too long.",
        Kind = AlgorithmKind.Path,
        Source = "Sedgewick, Algorithms in C, part 5, 2001",
        Complexity = "O(paths) times their length, up to n^hops",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        Parameters = [PathParameters.Source, PathParameters.Target, Hops, Count],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (source, target) = (run.Parameters[PathParameters.Source][0], run.Parameters[PathParameters.Target][0]);
        var hopsToTarget = new int[run.Graph.NodeCount];
        new BreadthFirst(run.Graph.Reversed(), run.Crew).Run(target, hopsToTarget);
        var paths = SimplePaths.Find(
            run.Graph, source, target, hopsToTarget, run.Parameters[Hops], run.Parameters[Count], run.Crew.Cancellation, out var isTruncated);
        return new AlgorithmResult
        {
            Paths = [.. paths.Select(PathParameters.Named)],
            Figures = [new Figure("paths", paths.Length)],
            IsTruncated = isTruncated,
            Notes = paths.IsEmpty ? [$"No path of at most {run.Parameters[Hops]} edges leads there."] : [],
        };
    }
}
