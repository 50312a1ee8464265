using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Similarity;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class LinkPredictionAlgorithm : IGraphAlgorithm
{
    /// <summary>Walks of three edges from every node are gone one by one.</summary>
    private const int KatzNodesMax = 50_000;

    private static readonly ChoiceParameter Method = new(
        "method", "How the likelihood of an edge is judged.", "adamic-adar",
        "adamic-adar", "resource-allocation", "common-neighbours", "jaccard", "preferential-attachment", "katz");

    private static readonly NumberParameter Beta = new("beta", "What a walk of katz loses with each edge.", 0.05, 1e-6, 1);

    public string Name => "link-prediction";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Link prediction",
        Summary = "Pairs of nodes without an edge, those first that are most likely to have one.",
        Kind = AlgorithmKind.Similarity,
        Source = "Liben-Nowell and Kleinberg, The link-prediction problem for social networks, 2007; Lü and Zhou, 2011",
        Complexity = "O(sum of squared degrees); katz O(n * m) at worst",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
        Parameters = [Method, Beta, PairSimilarity.Top, PairSimilarity.Threshold, PairSimilarity.Nodes],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var search = PairSimilarity.Search(run, onlyUnlinked: true);
        if (run.Parameters[Method] == "katz" && search.Sources is not { Count: > 0 } && run.Graph.NodeCount > KatzNodesMax)
        {
            return AnalyticsProblems.TooLarge.With(
                $"katz goes through all pairs of at most {KatzNodesMax} nodes.",
                new FieldProblem(Method.Name, $"does not fit {run.Graph.NodeCount} nodes", "Name nodes, or take another method."));
        }

        return PairSimilarity.Told(run, Best(run, search));
    }

    private static Hit[] Best(AlgorithmRun run, PairSearch search) => run.Parameters[Method] switch
    {
        "resource-allocation" => CommonNeighbours.Best(run.Graph, new ResourceAllocationScore(run.Graph), search, run.Crew),
        "common-neighbours" => CommonNeighbours.Best(run.Graph, default(SharedCount), search, run.Crew),
        "jaccard" => CommonNeighbours.Best(run.Graph, new JaccardScore(run.Graph), search, run.Crew),
        "preferential-attachment" => PreferentialAttachment.Best(run.Graph, search, run.Crew),
        "katz" => KatzPaths.Best(run.Graph, run.Parameters[Beta], search, run.Crew),
        _ => CommonNeighbours.Best(run.Graph, new AdamicAdarScore(run.Graph), search, run.Crew),
    };
}
