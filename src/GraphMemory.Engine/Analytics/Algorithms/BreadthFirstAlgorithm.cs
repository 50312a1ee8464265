using System.Collections.Immutable;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Paths;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class BreadthFirstAlgorithm : IGraphAlgorithm
{
    private const int NodesPerChunk = 1 << 16;

    private static readonly FlagParameter Tree = new("tree", "Also give the tree of shortest paths, as pairs of parent and node.", false);

    public string Name => "bfs";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Breadth-first search",
        Summary = "How many edges away each node is from one node; −1 where no path leads.",
        Kind = AlgorithmKind.Path,
        Source = "Beamer, Asanović and Patterson, Direction-optimizing breadth-first search, 2012",
        Complexity = "O(n + m)",
        Direction = DirectionUse.AsGiven,
        IsParallel = true,
        Parameters = [PathParameters.Source, Tree],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var (source, hops, distances) = (run.Parameters[PathParameters.Source][0], new int[run.Graph.NodeCount], new double[run.Graph.NodeCount]);
        var depth = new BreadthFirst(run.Graph, run.Crew).Run(source, hops);
        var (chunks, reached) = (new Chunks(hops.Length, NodesPerChunk), 0);
        run.Crew.Run(new Each(chunks, range =>
        {
            var count = 0;
            for (var node = range.Start.Value; node < range.End.Value; node++)
            {
                distances[node] = hops[node];
                count += hops[node] >= 0 ? 1 : 0;
            }

            Interlocked.Add(ref reached, count);
        }), chunks.Count);
        return new AlgorithmResult
        {
            Values = new NodeValues("distance", distances, IsRanking: false),
            Pairs = run.Parameters[Tree] ? TreeOf(run, hops) : [],
            Figures = [new Figure("reached", reached), new Figure("depth", depth)],
        };
    }

    private static ImmutableArray<NodePair> TreeOf(AlgorithmRun run, int[] hops)
    {
        var parents = new int[hops.Length];
        Predecessors.OfHops(run.Graph, hops, parents, run.Crew);
        return [.. Enumerable.Range(0, parents.Length).Where(node => parents[node] >= 0).Select(node => new NodePair(parents[node], node, hops[node]))];
    }
}
