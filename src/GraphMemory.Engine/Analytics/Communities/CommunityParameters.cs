using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics.Communities;

/// <summary>What algorithms for communities have in common.</summary>
internal static class CommunityParameters
{
    public static NumberParameter Resolution { get; } = new("resolution", "Above 1 finds more and smaller communities, below 1 fewer and larger ones.", 1, 0, 1000);

    public static IntParameter Seed { get; } = new("seed", "Decides the order of nodes and lots; the same seed gives the same result.", 42, 0, int.MaxValue);

    /// <summary>A community is where much weight is: a negative weight has no place in that.</summary>
    public static Problem? CheckWeights(AlgorithmRun run)
    {
        foreach (var weight in run.Graph.Out.Weights)
        {
            if (!(weight >= 0)) { return AnalyticsProblems.Unsuited.With($"An edge weighs {weight}; communities need weights of at least 0. Leave the weights out, or filter such edges."); }
        }

        return null;
    }
}
