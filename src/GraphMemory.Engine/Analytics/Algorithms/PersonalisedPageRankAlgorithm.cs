using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class PersonalisedPageRankAlgorithm : IGraphAlgorithm
{
    private readonly NodesParameter _sources = new("sources", "Nodes where the walks start, alike.", 1, 10_000);
    private readonly WalkSettings _settings = new();

    public PersonalisedPageRankAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Personalised PageRank",
        Summary = "How near a node is to the given ones: how often a walk that always starts anew from them comes past it.",
        Kind = AlgorithmKind.Centrality,
        Source = "Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999; Haveliwala, Topic-sensitive PageRank, 2002",
        Complexity = "O(m) per round; some 15 rounds undirected, 20 to 130 directed",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [_sources, .. _settings.Parameters],
    };

    public string Name => "personalised-pagerank";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var restart = new double[run.Graph.NodeCount];
        var sources = run.Parameters[_sources].Distinct().ToArray();
        foreach (var source in sources) { restart[source] = 1.0 / sources.Length; }
        return _settings.Run(run, restart, "personalisedPagerank");
    }
}
