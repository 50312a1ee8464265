using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Telemetry;

/// <summary>What can be wrong with an event.</summary>
public static class TelemetryProblems
{
    public static readonly ProblemCode BadEvent = new("TELEMETRY_001", ProblemKind.Invalid, "An event is not understood");

    public static ImmutableArray<ProblemCode> All { get; } = [BadEvent];

    public static Problem Invalid(string field, string error, string fix) => BadEvent.With($"{field} {error}; {fix}.", new FieldProblem(field, error, fix));
}
