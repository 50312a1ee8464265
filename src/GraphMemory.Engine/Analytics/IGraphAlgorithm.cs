using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Registries;

namespace GraphMemory.Engine.Analytics;

/// <summary>A computation over a whole graph. To add one: a class, a line in <see cref="GraphAlgorithms"/>, a test.</summary>
public interface IGraphAlgorithm : INamed
{
    AlgorithmDescription Description { get; }

    /// <summary>Computes on one graph. Parameters were checked against their ranges; what only the graph can tell is a problem here.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled or its time is up.</exception>
    Result<AlgorithmResult> Run(AlgorithmRun run);
}
