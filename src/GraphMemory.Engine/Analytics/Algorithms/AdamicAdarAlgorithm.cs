using GraphMemory.Engine.Analytics.Features;
using GraphMemory.Engine.Errors;
using GraphMemory.Kernels.Analytics.Similarity;

namespace GraphMemory.Engine.Analytics.Algorithms;

internal sealed class AdamicAdarAlgorithm : IGraphAlgorithm
{
    public string Name => "adamic-adar";

    public AlgorithmDescription Description { get; } = new()
    {
        Title = "Adamic-Adar similarity",
        Summary = "Pairs of nodes that share many neighbours, where one counts the less the more others it is linked with.",
        Kind = AlgorithmKind.Similarity,
        Source = "Adamic and Adar, Friends and neighbors on the Web, 2003",
        Complexity = "O(sum of squared degrees)",
        Direction = DirectionUse.Undirected,
        IsParallel = true,
        Parameters = [PairSimilarity.Top, PairSimilarity.Threshold, PairSimilarity.Nodes],
    };

    public Result<AlgorithmResult> Run(AlgorithmRun run) =>
        PairSimilarity.Told(run, CommonNeighbours.Best(run.Graph, new AdamicAdarScore(run.Graph), PairSimilarity.Search(run, onlyUnlinked: false), run.Crew));
}
