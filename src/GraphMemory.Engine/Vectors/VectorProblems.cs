using System.Collections.Immutable;
using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Vectors;

/// <summary>Why there are no vectors, or not yet.</summary>
public static class VectorProblems
{
    public static readonly ProblemCode Unreachable = new("VECTORS_001", ProblemKind.Unavailable, "The embedding provider does not answer");
    public static readonly ProblemCode Refused = new("VECTORS_002", ProblemKind.Unavailable, "The embedding provider refuses the request");
    public static readonly ProblemCode Unusable = new("VECTORS_003", ProblemKind.Invalid, "The embedding model cannot be used");
    public static readonly ProblemCode Off = new("VECTORS_004", ProblemKind.Invalid, "No embedding provider is configured");
    public static readonly ProblemCode BadAnswer = new("VECTORS_005", ProblemKind.Unavailable, "The embedding provider answers something else than vectors");
    public static readonly ProblemCode NotWritten = new("VECTORS_006", ProblemKind.Unavailable, "The vectors cannot be written");

    public static ImmutableArray<ProblemCode> All { get; } = [Unreachable, Refused, Unusable, Off, BadAnswer, NotWritten];

    public static Problem TooSlow(VectorModel model, TimeSpan patience) =>
        Unreachable.With($"{model} gave no answer within {patience.TotalSeconds:0.#} s.");
}

/// <summary>An expected failure of a provider, thrown by generators because their contract has no other way to tell it.</summary>
public sealed class EmbeddingFaultException(Problem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public Problem Problem { get; } = problem;
}
