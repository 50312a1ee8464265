using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class BetweennessEstimateAlgorithm : IGraphAlgorithm
{
    private static readonly NumberParameter Epsilon = new("epsilon", "How far a normalised value may be off.", 0.01, 0.0005, 0.5);
    private static readonly NumberParameter Delta = new("delta", "The chance that some value is off by more.", 0.1, 1e-6, 0.5);
    private static readonly IntParameter Seed = new("seed", "Decides which paths are drawn.", 42, 0, int.MaxValue);

    public string Name => "betweenness-estimate";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Betweenness centrality, estimated",
        Summary = "The share of the shortest paths between other nodes that run through a node, from paths drawn at random until the bound holds.",
        Kind = AlgorithmKind.Centrality,
        Source = "Borassi and Natale, KADABRA is an adaptive algorithm for betweenness via random approximation, 2016",
        Complexity = "O(√m log(n / delta) / epsilon²) on most graphs",
        Direction = DirectionUse.AsGiven,
        ErrorBound = "no normalised value is off by more than epsilon, with a chance of at least 1 − delta",
        IsParallel = true,
        Parameters = [Epsilon, Delta, Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        // The kernel's values are shares of all pairs, normalised ones of the pairs of other nodes: greater by n / (n − 2).
        double n = run.Graph.NodeCount;
        var scale = n < 3 ? 0 : n / (n - 2);
        var scores = new double[run.Graph.NodeCount];
        var target = new EstimateTarget(n < 3 ? 1 : run.Parameters[Epsilon] / scale, run.Parameters[Delta], (ulong)run.Parameters[Seed]);
        var reached = BetweennessEstimate.Run(run.Graph, target, scores, run.Crew, run.Progress);
        foreach (ref var score in scores.AsSpan()) { score *= scale; }
        return new AlgorithmResult
        {
            Values = new NodeValues("betweenness", scores),
            Figures = [new Figure("samples", reached.Samples), new Figure("errorBound", reached.Error * scale)],
            IsApproximate = true,
        };
    }
}
