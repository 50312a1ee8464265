using GraphMemory.Engine.Errors;
using Microsoft.Extensions.AI;

namespace GraphMemory.Engine.Vectors;

/// <summary>What the configuration asks for.</summary>
public sealed record VectorSetup(VectorModel Model, VectorOptions Options);

/// <summary>Where vectors come from.</summary>
/// <param name="Wanted">The model in force now; null when there shall be no vectors.</param>
/// <param name="Open">A generator of a model: of the one in force, or of an earlier one whose vectors are still there.</param>
public sealed record VectorSource(Func<VectorSetup?> Wanted, Func<VectorModel, Result<IEmbeddingGenerator<string, Embedding<float>>>> Open)
{
    /// <summary>No vectors.</summary>
    public static VectorSource None { get; } = new(() => null, model => VectorProblems.Off.With($"Nothing makes vectors of {model}."));
}
