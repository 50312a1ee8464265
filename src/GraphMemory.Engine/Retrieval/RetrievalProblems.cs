using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Retrieval;

/// <summary>What can be wrong with a question.</summary>
public static class RetrievalProblems
{
    public static readonly ProblemCode InvalidField = new("RETRIEVAL_001", ProblemKind.Invalid, "A field of the question is not valid");

    public static ImmutableArray<ProblemCode> All { get; } = [InvalidField];

    public static Problem Invalid(string field, string error, string fix) =>
        InvalidField.With($"{field}: {error}; {fix}", new FieldProblem(field, error, fix));
}
