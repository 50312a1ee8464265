using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Points about ten middles.</summary>
internal static class RandomPoints
{
    public static Points Of(int count, int dimensions, ulong randomSeed)
    {
        var (random, points) = (new SplitMix(randomSeed), new Points(count, dimensions));
        for (var point = 0; point < count; point++)
        {
            for (var dimension = 0; dimension < dimensions; dimension++)
            {
                points[point, dimension] = ((point * (dimension + 7)) % 10) + (2 * (random.NextDouble() + random.NextDouble()));
            }
        }

        return points;
    }
}
