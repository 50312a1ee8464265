using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Similarity;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class JaccardAlgorithm : IGraphAlgorithm
{
    public string Name => "jaccard";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Jaccard similarity",
        Summary = "Pairs of nodes that have most of their neighbours in common: shared neighbours over all neighbours of either.",
        Kind = AlgorithmKind.Similarity,
        Source = "Jaccard, Étude comparative de la distribution florale, 1901",
        Complexity = "O(sum of squared degrees)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
        Parameters = [PairSimilarity.Top, PairSimilarity.Threshold, PairSimilarity.Nodes],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run) =>
        PairSimilarity.Told(run, CommonNeighbours.Best(run.Graph, new JaccardScore(run.Graph), PairSimilarity.Search(run, onlyUnlinked: false), run.Crew));
}
