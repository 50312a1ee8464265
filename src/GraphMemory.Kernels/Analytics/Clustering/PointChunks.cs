using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Points cut into chunks that start at a multiple of eight: at least a thousand points each, at most 64 chunks, so that a sum per chunk stays small.</summary>
internal static class PointChunks
{
    private const int SizeMin = 1024;
    private const int CountMax = 64;

    public static Chunks Of(int points) => new(points, Math.Max(SizeMin, (((points + CountMax - 1) / CountMax) + 7) & ~7));
}
