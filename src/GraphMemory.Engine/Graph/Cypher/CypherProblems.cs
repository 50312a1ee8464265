using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Graph.Cypher;

/// <summary>What can go wrong with a graph query.</summary>
public static class CypherProblems
{
    public static readonly ProblemCode NotUnderstood = new("CYPHER_001", ProblemKind.Invalid, "The query is not understood");
    public static readonly ProblemCode NotSupported = new("CYPHER_002", ProblemKind.Invalid, "The query uses a part of the language that is not supported");
    public static readonly ProblemCode TooMuch = new("CYPHER_003", ProblemKind.TooLarge, "The query looks at more than one question may");

    public static ImmutableArray<ProblemCode> All { get; } = [NotUnderstood, NotSupported, TooMuch];
}

/// <summary>Carries a problem out of the depths of parsing and evaluation; it never leaves this folder.</summary>
internal sealed class CypherFault(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem => problem;
}
