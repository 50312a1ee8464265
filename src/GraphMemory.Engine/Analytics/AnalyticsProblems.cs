using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics;

public static class AnalyticsProblems
{
    public static readonly ProblemCode UnknownAlgorithm = new("ANALYTICS_001", ProblemKind.NotFound, "There is no such algorithm.");
    public static readonly ProblemCode Parameters = new("ANALYTICS_002", ProblemKind.Invalid, "Parameters of the algorithm are not in their ranges.");
    public static readonly ProblemCode Unsuited = new("ANALYTICS_003", ProblemKind.Invalid, "The algorithm does not fit this graph.");
    public static readonly ProblemCode TooLarge = new("ANALYTICS_004", ProblemKind.TooLarge, "The graph is too large for this algorithm.");

    public static ImmutableArray<ProblemCode> All { get; } = [UnknownAlgorithm, Parameters, Unsuited, TooLarge];
}
