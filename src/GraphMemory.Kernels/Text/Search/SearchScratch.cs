namespace GraphMemory.Kernels.Text;

/// <summary>The working memory of a search; grows to the largest query and is then reused. One per worker.</summary>
public sealed class SearchScratch
{
    /// <summary>Documents per window: scores and marks stay in the first-level cache.</summary>
    internal const int WindowSize = 2048;

    internal double[] Scores { get; } = new double[WindowSize];

    internal ulong[] Marks { get; } = new ulong[WindowSize / 64];

    internal ScoringTerm[] Terms { get; private set; } = new ScoringTerm[16];

    /// <summary>A copy of <see cref="Terms"/> as they were opened.</summary>
    internal ScoringTerm[] Opened { get; private set; } = new ScoringTerm[16];

    internal PostingsPosition[] Required { get; private set; } = new PostingsPosition[4];

    /// <summary>Sums of the window bounds: item i bounds what terms 0 to i add together.</summary>
    internal double[] Bounds { get; private set; } = new double[16];

    /// <summary>Places in <see cref="Terms"/> by ascending bound in the window.</summary>
    internal int[] Order { get; private set; } = new int[16];

    internal void Reserve(int terms, int required)
    {
        if (Terms.Length < terms)
        {
            Terms = new ScoringTerm[terms];
            Opened = new ScoringTerm[terms];
            Bounds = new double[terms];
            Order = new int[terms];
        }
        if (Required.Length < required) { Required = new PostingsPosition[required]; }
    }
}
