using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class InfluenceAlgorithm : IGraphAlgorithm
{
    private readonly ChoiceParameter _credit = new("credit", "Which end of a relation gains by it: what it points to, or where it comes from.", "target", "target", "source");
    private readonly WalkSettings _settings = new();

    public InfluenceAlgorithm() => Description = new AlgorithmDescription
    {
        Title = "Influence along relation types",
        Summary = "Weighted PageRank of the relations of the chosen types only: who counts most in, say, everything that depends on something.",
        Kind = AlgorithmKind.Centrality,
        Source = "Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999",
        Complexity = "O(m) per round; 20 to 130 rounds",
        Direction = DirectionUse.AsGiven,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [TypedRelations.Types, _credit, .. _settings.Parameters],
    };

    public string Name => "influence";

    public AlgorithmDescription Description { get; }

    public Result<AlgorithmResult> Run(AlgorithmRun run)
    {
        var graph = TypedRelations.Of(run, isReversed: run.Parameters[_credit] == "source");
        if (!graph.IsSuccess) { return graph.Problem; }
        var result = _settings.Run(run with { Graph = graph.Value }, restart: [], "influence");
        return result with { Figures = result.Figures.Add(new Figure("relations", graph.Value.EdgeCount)) };
    }
}
