using GraphMemory.Engine.Analytics.Communities;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Communities;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class LabelPropagationAlgorithm : IGraphAlgorithm
{
    private static readonly IntParameter Rounds = new("roundsMax", "Passes over the nodes; ends when no label changes.", 100, 1, 10_000);

    public string Name => "label-propagation";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Label propagation",
        Summary = "Communities in which every node carries the label that is heaviest around it.",
        Kind = AlgorithmKind.Community,
        Source = "Raghavan, Albert and Kumara, Near linear time algorithm to detect community structures in large-scale networks, 2007",
        Complexity = "O(m) a round",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        ErrorBound = "One of many stable labellings; the seed decides which.",
        Parameters = [Rounds, CommunityParameters.Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (CommunityParameters.CheckWeights(run) is { } problem) { return problem; }
        var groups = new int[run.Graph.NodeCount];
        var end = LabelPropagation.Run(run.Graph, groups, run.Parameters[Rounds], (ulong)run.Parameters[CommunityParameters.Seed], run.Crew);
        var result = new CommunityReport(run, groups, end.Groups, resolution: 1).Result(new Figure("rounds", end.Rounds)) with { IsApproximate = true };
        return end.IsStable ? result : result with { Notes = [.. result.Notes, $"Labels still changed after {end.Rounds} rounds; raise roundsMax."] };
    }
}
