using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Paths;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class PathLengthEstimateAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Sources = new("sources", "Nodes in the sample; all of them make it exact.", 256, 2, 100_000);
    private static readonly IntParameter Seed = new("seed", "Draws the sample; the same seed gives the same result.", 42, 0, int.MaxValue);

    public string Name => "path-length-estimate";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Average path length, estimated",
        Summary = "The average distance, in edges, in the largest connected part, and between what bounds its diameter lies, from a sample of nodes.",
        Kind = AlgorithmKind.Path,
        Source = "Eppstein and Wang, Fast approximation of centrality, 2004; Maurer and Pontil, Empirical Bernstein bounds, 2009",
        Complexity = "O(sources (n + m))",
        Direction = DirectionUse.Undirected,
        ErrorBound = "The average is within errorBound with probability 95 %; the diameter surely lies from diameterFrom to diameterTo.",
        IsParallel = true,
        Parameters = [Sources, Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var estimate = PathLengthEstimate.Of(run.Graph, run.Parameters[Sources], (ulong)run.Parameters[Seed], run.Crew);
        return new AlgorithmResult
        {
            Figures =
            [
                new Figure("averagePathLength", estimate.Mean), new Figure("errorBound", estimate.Bound),
                new Figure("diameterFrom", estimate.DiameterFrom), new Figure("diameterTo", estimate.DiameterTo),
                new Figure("sources", estimate.Sources), new Figure("nodes", estimate.Nodes),
            ],
            IsApproximate = estimate.Sources < estimate.Nodes,
        };
    }
}
