using GraphMemory.Engine.Errors;

namespace GraphMemory.Server.Rest;

/// <summary>What can be wrong with a REST request itself.</summary>
internal static class RestProblems
{
    public static readonly ProblemCode BadParameter = new("REST_001", ProblemKind.Invalid, "A parameter of the request is not valid");
    public static readonly ProblemCode BadBody = new("REST_002", ProblemKind.Invalid, "The request body is not what this operation takes");
    public static readonly ProblemCode BadCursor = new("REST_003", ProblemKind.Invalid, "The cursor was not given out by this server for this question");
    public static readonly ProblemCode Stale = new("REST_004", ProblemKind.Stale, "The resource has changed since it was read");
    public static readonly ProblemCode UnknownVersion = new("REST_005", ProblemKind.Invalid, "This version of the interface does not exist");
    public static readonly ProblemCode NotConfirmed = new("REST_006", ProblemKind.Invalid, "The request erases data and was not confirmed");
    public static readonly ProblemCode Deleted = new("REST_007", ProblemKind.Gone, "The resource was deleted");

    public static IEnumerable<ProblemCode> All => [BadParameter, BadBody, BadCursor, Stale, UnknownVersion, NotConfirmed, Deleted];

    public static Problem Parameter(string name, string error, string fix) =>
        BadParameter.With($"{name} {error}; {fix}.", new FieldProblem(name, error, fix));

    public static Problem Body(string field, string error, string fix) =>
        BadBody.With($"{field} {error}; {fix}.", new FieldProblem(field, error, fix));
}
