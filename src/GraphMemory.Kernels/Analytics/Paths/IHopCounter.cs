namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>Told by <see cref="MultiSourceSweep"/> what it finds.</summary>
internal interface IHopCounter
{
    /// <summary>Sources whose distance to <paramref name="node"/> is <paramref name="level"/>, by number: 1 to 512 of them.</summary>
    void Found(int node, int level, int sources);
}
