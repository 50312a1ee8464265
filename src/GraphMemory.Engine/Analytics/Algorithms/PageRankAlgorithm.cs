using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class PageRankAlgorithm : IGraphAlgorithm
{
    private readonly WalkSettings _settings = new();

    public PageRankAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "PageRank",
        Summary = "How often a random walk along the edges, begun anew now and then, comes past a node.",
        Kind = AlgorithmKind.Centrality,
        Source = "Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999",
        Complexity = "O(m) per round; some 15 rounds undirected, 20 to 130 directed",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = _settings.Parameters,
    };

    public string Name => "pagerank";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run) => _settings.Run(run, restart: [], "pagerank");
}
