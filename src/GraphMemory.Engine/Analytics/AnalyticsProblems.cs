using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Analytics;

public static class AnalyticsProblems
{
    public static readonly ProblemCode UnknownAlgorithm = new("ANALYTICS_001", ProblemKind.NotFound, "There is no such algorithm.");
    public static readonly ProblemCode Parameters = new("ANALYTICS_002", ProblemKind.Invalid, "Parameters of the algorithm are not in their ranges.");
    public static readonly ProblemCode Unsuited = new("ANALYTICS_003", ProblemKind.Invalid, "The algorithm does not fit this graph.");
    public static readonly ProblemCode TooLarge = new("ANALYTICS_004", ProblemKind.TooLarge, "The graph is too large for this algorithm.");

    public static readonly ProblemCode Filter = new("ANALYTICS_005", ProblemKind.Invalid, "The filter cannot be met.");
    public static readonly ProblemCode Busy = new("ANALYTICS_006", ProblemKind.Busy, "Too many runs wait already.");
    public static readonly ProblemCode TimedOut = new("ANALYTICS_007", ProblemKind.Unavailable, "The run did not end within its time.");
    public static readonly ProblemCode Cancelled = new("ANALYTICS_008", ProblemKind.Gone, "The run was cancelled.");
    public static readonly ProblemCode FailedCheck = new("ANALYTICS_009", ProblemKind.Internal, "The algorithm failed its self-check.");
    public static readonly ProblemCode UnknownRun = new("ANALYTICS_010", ProblemKind.NotFound, "There is no such run.");
    public static readonly ProblemCode GraphFile = new("ANALYTICS_011", ProblemKind.Invalid, "The file is no graph of its format.");

    public static ImmutableArray<ProblemCode> All { get; } =
        [UnknownAlgorithm, Parameters, Unsuited, TooLarge, Filter, Busy, TimedOut, Cancelled, FailedCheck, UnknownRun, GraphFile];
}
