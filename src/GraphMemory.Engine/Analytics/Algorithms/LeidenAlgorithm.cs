using GraphMemory.Engine.Analytics.Communities;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Communities;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class LeidenAlgorithm : IGraphAlgorithm
{
    private static readonly ChoiceParameter Objective = new(
        "objective", "modularity, or cpm: the constant Potts model, whose resolution is the density that a community must exceed.", "modularity", "modularity", "cpm");

    private static readonly IntParameter Iterations = new(
        "iterationsMax", "Passes over the whole, each starting from the communities of the last; ends when nothing moves.", 2, 1, 100);

    public string Name => "leiden";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Leiden",
        Summary = "Communities of high modularity that are sure to hang together.",
        Kind = AlgorithmKind.Community,
        Source = "Traag, Waltman and van Eck, From Louvain to Leiden: guaranteeing well-connected communities, 2019",
        Complexity = "O(m) an iteration",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        ErrorBound = "A local optimum: no single move raises the quality. Finding the greatest is NP-hard.",
        Parameters = [Objective, CommunityParameters.Resolution, Iterations, CommunityParameters.Seed],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        if (CommunityParameters.CheckWeights(run) is { } problem) { return problem; }
        var kind = run.Parameters[Objective] == "cpm" ? CommunityObjectiveKind.ConstantPotts : CommunityObjectiveKind.Modularity;
        var resolution = run.Parameters[CommunityParameters.Resolution];
        var groups = new int[run.Graph.NodeCount];
        var count = Leiden.Run(
            run.Graph, groups, new CommunityObjective(kind, resolution), run.Parameters[Iterations], (ulong)run.Parameters[CommunityParameters.Seed], run.Crew);
        return Told(run, groups, count, kind, resolution) with { IsApproximate = true };
    }

    private static AlgorithmResult Told(AlgorithmRun run, int[] groups, int count, CommunityObjectiveKind kind, double resolution)
    {
        if (kind == CommunityObjectiveKind.Modularity) { return new CommunityReport(run, groups, count, resolution).Result(); }
        var report = new CommunityReport(run, groups, count, resolution: 1);
        return report.Result(new Figure("cpm", CommunityMeasures.ConstantPotts(report.Measures, resolution)));
    }
}
