namespace GraphMemory.Kernels.Ranking;

/// <summary>How much of a candidate an already chosen item tells. Implement it as a struct, so that the calls are inlined.</summary>
public interface IRedundancy
{
    /// <summary>0 (nothing) to 1 (all of it).</summary>
    double Between(int candidate, int chosen);
}

/// <summary>Items that have nothing in common.</summary>
public readonly struct NoRedundancy : IRedundancy
{
    public double Between(int candidate, int chosen) => 0;
}
