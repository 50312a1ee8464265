using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Similarity;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class CosineSimilarityAlgorithm : IGraphAlgorithm
{
    public string Name => "cosine-similarity";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Cosine similarity",
        Summary = "Pairs of nodes whose edges go to the same nodes with like weights: the cosine of their rows of the adjacency matrix.",
        Kind = AlgorithmKind.Similarity,
        Source = "Salton and McGill, Introduction to modern information retrieval, 1983",
        Complexity = "O(sum of squared degrees)",
        Direction = DirectionUse.Undirected,
        UsesWeights = true,
        IsParallel = true,
        Parameters = [PairSimilarity.Top, PairSimilarity.Threshold, PairSimilarity.Nodes],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run) =>
        PairSimilarity.Told(run, CommonNeighbours.Best(run.Graph, new CosineScore(run.Graph), PairSimilarity.Search(run, onlyUnlinked: false), run.Crew));
}
