namespace GraphMemory.Kernels.Analytics.Similarity;

/// <summary>Which pairs of nodes are looked for.</summary>
/// <param name="Top">The best so many.</param>
/// <param name="Threshold">Scores at least this.</param>
/// <param name="OnlyUnlinked">Leaves out pairs that have an edge.</param>
/// <param name="Sources">One of the pair is among these; empty for every pair.</param>
public sealed record PairSearch(int Top, double Threshold = 0, bool OnlyUnlinked = false, IReadOnlyList<int>? Sources = null)
{
    internal bool IsEveryPair => Sources is null or { Count: 0 };
}
