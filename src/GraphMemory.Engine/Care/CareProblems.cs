using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Care;

/// <summary>What can go wrong when a memory is tidied up.</summary>
public static class CareProblems
{
    public static readonly ProblemCode InvalidField = new("CARE_001", ProblemKind.Invalid, "A field of the request is not valid");
    public static readonly ProblemCode CannotMerge = new("CARE_002", ProblemKind.Conflict, "The entities cannot be merged");
    public static readonly ProblemCode TooLarge = new("CARE_003", ProblemKind.TooLarge, "More would change than one step may");
    public static readonly ProblemCode RevisionNotFound = new("CARE_004", ProblemKind.NotFound, "There is nothing to undo");
    public static readonly ProblemCode PlanChanged = new("CARE_005", ProblemKind.Conflict, "The memory changed since the plan was shown");
    public static readonly ProblemCode TooLate = new("CARE_006", ProblemKind.Gone, "It is too late to undo this");

    public static ImmutableArray<ProblemCode> All { get; } = [InvalidField, CannotMerge, TooLarge, RevisionNotFound, PlanChanged, TooLate];

    public static Problem Invalid(string field, string error, string fix) =>
        InvalidField.With($"{field}: {error}; {fix}", new FieldProblem(field, error, fix));
}
