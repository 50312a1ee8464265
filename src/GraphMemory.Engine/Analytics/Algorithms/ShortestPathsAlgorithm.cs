using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class ShortestPathsAlgorithm : IGraphAlgorithm
{
    private static readonly FlagParameter Tree = new("tree", "Also give the tree of shortest paths, as pairs of parent and node.", false);

    public string Name => "shortest-paths";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Shortest paths from one node",
        Summary = "The length of the shortest path from one node to each; −1 where no path leads.",
        Kind = AlgorithmKind.Path,
        Source = "Meyer and Sanders, Δ-stepping: a parallelizable shortest path algorithm, 2003",
        Complexity = "O(n + m + longest distance / delta) on average",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [PathParameters.Source, PathParameters.UseWeights, Tree],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = PathParameters.Weighed(run);
        if (PathParameters.CheckWeights(graph, run.Crew) is { } problem) { return problem; }
        var (source, distances) = (run.Parameters[PathParameters.Source][0], new double[graph.NodeCount]);
        new DeltaStepping(graph, run.Crew).Run(source, distances);
        var tree = run.Parameters[Tree] ? TreeOf(graph, source, distances, run) : [];
        var (reached, farthest) = (0, 0.0);
        foreach (ref var distance in distances.AsSpan())
        {
            if (double.IsPositiveInfinity(distance)) { distance = -1; continue; }
            (reached, farthest) = (reached + 1, Math.Max(farthest, distance));
        }

        return new AlgorithmResult
        {
            Values = new NodeValues("distance", distances, IsRanking: false),
            Pairs = tree,
            Figures = [new Figure("reached", reached), new Figure("farthest", farthest)],
        };
    }

    private static ImmutableArray<NodePair> TreeOf(StaticGraph graph, int source, double[] distances, AlgorithmRun run)
    {
        var parents = new int[distances.Length];
        Predecessors.OfLengths(graph, source, distances, parents, run.Crew);
        return [.. Enumerable.Range(0, parents.Length).Where(node => parents[node] >= 0).Select(node => new NodePair(parents[node], node, distances[node]))];
    }
}
