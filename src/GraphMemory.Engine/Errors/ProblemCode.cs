using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Errors;

/// <summary>A stable, documented kind of failure: <c>AREA_NNN</c>. Codes are never reused.</summary>
/// <param name="Name">The stable code, for example <c>GRAPH_001</c>.</param>
/// <param name="Kind">The family that decides status and exit code.</param>
/// <param name="Title">One short sentence that is the same for every occurrence (RFC 9457 <c>title</c>).</param>
public sealed record ProblemCode(string Name, ProblemKind Kind, string Title) : INamed
{
    /// <summary>An occurrence of this code.</summary>
    /// <param name="detail">What happened this time, and what to do about it.</param>
    public Problem With(string detail) => new(this, detail, []);

    /// <summary>An occurrence that names the field, what is wrong with its value and how to fix it.</summary>
    public Problem With(string detail, params FieldProblem[] fields) => new(this, detail, [.. fields]);
}
