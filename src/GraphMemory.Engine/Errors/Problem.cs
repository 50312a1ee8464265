using System.Collections.Immutable;

namespace GraphMemory.Engine.Errors;

/// <summary>An expected failure as a value (RFC 9457): a stable code, what happened this time, and the fields at fault.</summary>
public sealed record Problem(ProblemCode Code, string Detail, ImmutableArray<FieldProblem> Fields)
{
    public override string ToString() => $"{Code.Name}: {Detail}";
}

/// <summary>One field at fault.</summary>
/// <param name="Field">Dotted path of the field, as the caller wrote it.</param>
/// <param name="Error">What is wrong with its value.</param>
/// <param name="Fix">What a right value looks like.</param>
public sealed record FieldProblem(string Field, string Error, string Fix);
