using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>What is done with the third corner of a triangle; a struct, so that nothing costs nothing.</summary>
internal interface ITally
{
    /// <summary>False: <see cref="Add"/> does nothing.</summary>
    static abstract bool IsPerNode { get; }

    void Add(int rank, long count);
}

internal readonly struct NoTally : ITally
{
    public static bool IsPerNode => false;

    public void Add(int rank, long count)
    {
    }
}

/// <param name="counts">One per rank, and one for the filling of rows.</param>
internal readonly struct TallyPerNode(long[] counts) : ITally
{
    public static bool IsPerNode => true;

    public void Add(int rank, long count) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(counts), rank) += count;
}
