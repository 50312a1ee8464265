using GraphMemory.Engine.Errors;

namespace GraphMemory.Engine.Vectors;

/// <summary>How far the vectors of a workspace are.</summary>
/// <param name="Wanted">The model in force; null when there is none.</param>
/// <param name="Serving">The model whose vectors answer now; null when there are none.</param>
/// <param name="PendingEvents">Positions of the log that the wanted model has not seen yet.</param>
/// <param name="Problem">Why the provider does not make vectors; null when nothing is known to be wrong.</param>
public sealed record VectorStatus(
    VectorModel? Wanted, VectorModel? Serving, long Vectors, int Dimensions, long CoveredSeq, long PendingEvents, int Files, long FileBytes, bool HasGraph, Problem? Problem);
