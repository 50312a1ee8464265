using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph;

/// <summary>What can go wrong with the memory model.</summary>
public static class GraphProblems
{
    public static readonly ProblemCode InvalidField = new("GRAPH_001", ProblemKind.Invalid, "A field of the request is not valid");
    public static readonly ProblemCode EntityNotFound = new("GRAPH_002", ProblemKind.NotFound, "No such entity");
    public static readonly ProblemCode FactNotFound = new("GRAPH_003", ProblemKind.NotFound, "No such fact");
    public static readonly ProblemCode ConflictNotFound = new("GRAPH_004", ProblemKind.NotFound, "No such open conflict");
    public static readonly ProblemCode WorkspaceNotFound = new("GRAPH_005", ProblemKind.NotFound, "No such workspace");
    public static readonly ProblemCode CursorTrimmed = new("GRAPH_006", ProblemKind.Gone, "The log no longer reaches back to this cursor");
    public static readonly ProblemCode CursorAhead = new("GRAPH_007", ProblemKind.Invalid, "The cursor is ahead of the log");
    public static readonly ProblemCode KeyReused = new("GRAPH_008", ProblemKind.Conflict, "The idempotency key was used for another request");
    public static readonly ProblemCode TooLarge = new("GRAPH_009", ProblemKind.TooLarge, "The request is larger than a bound");

    public static readonly ProblemCode QuotaExceeded = new("GRAPH_010", ProblemKind.Conflict, "The workspace is full");

    public static ImmutableArray<ProblemCode> All { get; } =
        [InvalidField, EntityNotFound, FactNotFound, ConflictNotFound, WorkspaceNotFound, CursorTrimmed, CursorAhead, KeyReused, TooLarge, QuotaExceeded];

    /// <param name="target">What it was merged into; that is not closed under another name.</param>
    public static Problem MissingEntity(string name, Entity? target) => target is null
        ? MissingEntity(name)
        : EntityNotFound.With($"{name} was merged into {target.Name}; name that, or undo the merge first.");

    public static Problem MissingEntity(string name) => EntityNotFound.With($"Entity with name {name} not found");

    public static Problem MissingFact(long id) => FactNotFound.With($"No live fact has the id {id}; recall or timeline list the ids.");

    public static Problem Invalid(string field, string error, string fix) =>
        InvalidField.With($"{field}: {error}; {fix}", new FieldProblem(field, error, fix));
}
