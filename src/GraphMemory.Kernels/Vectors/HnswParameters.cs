namespace GraphMemory.Kernels.Vectors;

/// <summary>How a <see cref="HnswBuilder"/> builds.</summary>
public sealed record HnswParameters
{
    /// <summary>Neighbours of a node on the upper levels, twice as many on the lowest (the paper's M).</summary>
    public int Degree { get; init; } = 16;

    /// <summary>Candidates among which the neighbours of a new node are chosen (the paper's efConstruction).</summary>
    public int Breadth { get; init; } = 100;

    /// <summary>What the levels of the nodes are drawn from.</summary>
    public ulong Seed { get; init; } = 1;
}
