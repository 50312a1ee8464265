using GraphMemory.Engine.Analytics.Communities;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Communities;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class LouvainAlgorithm : IGraphAlgorithm
{
    public string Name => "louvain";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Louvain",
        Summary = "Communities of high modularity: nodes move where they gain, communities become nodes, and the way back down puts single nodes right.",
        Kind = AlgorithmKind.Community,
        Source = "Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008",
        Complexity = "O(m) a level",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        ErrorBound = "A local optimum: no single move raises the modularity. Finding the greatest is NP-hard.",
        Parameters = [CommunityParameters.Resolution, CommunityParameters.Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (CommunityParameters.CheckWeights(run) is { } problem) { return problem; }
        var resolution = run.Parameters[CommunityParameters.Resolution];
        var groups = new int[run.Graph.NodeCount];
        var count = Louvain.Run(
            run.Graph, groups, new CommunityObjective(CommunityObjectiveKind.Modularity, resolution), (ulong)run.Parameters[CommunityParameters.Seed], run.Crew);
        return new CommunityReport(run, groups, count, resolution).Result() with { IsApproximate = true };
    }
}
