namespace GraphMemory.Engine.Vectors;

/// <summary>How one search is done.</summary>
/// <param name="Breadth">Of a walk over a graph.</param>
/// <param name="ThreadsMax">Threads that compare rows.</param>
internal sealed record VectorSearchOptions(int Breadth, int ThreadsMax, ScratchPool Scratch)
{
    /// <summary>Compares every row, graph or not.</summary>
    public bool IsExact { get; init; }
}
