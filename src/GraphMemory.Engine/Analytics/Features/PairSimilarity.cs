using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics.Similarity;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>What every search for pairs of nodes has in common.</summary>
internal static class PairSimilarity
{
    public static readonly IntParameter Top = new("top", "The best so many pairs.", 20, 1, 10_000);
    public static readonly NumberParameter Threshold = new("threshold", "Only pairs that score at least this.", 0, 0, 1e12);
    public static readonly NodesParameter Nodes = new("nodes", "Only pairs with one of these nodes.", 0, 1_000);

    public static PairSearch Search(AlgorithmRun run, bool onlyUnlinked) =>
        new(run.Parameters[Top], run.Parameters[Threshold], onlyUnlinked, run.Parameters[Nodes]);

    public static AlgorithmResult Told(AlgorithmRun run, Hit[] pairs) => new()
    {
        Pairs = [.. pairs.Select(pair => new NodePair(pair.Segment, pair.Document, pair.Score))],
        Figures = [new Figure("pairs", pairs.Length)],
        IsTruncated = pairs.Length == run.Parameters[Top],
    };
}
