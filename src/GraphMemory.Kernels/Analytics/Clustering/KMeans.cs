using System.Diagnostics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <param name="Groups">How many; at most as many as there are points.</param>
/// <param name="Restarts">The best of so many runs is taken.</param>
/// <param name="RoundsMax">A run ends after so many rounds even when points still change their group.</param>
public sealed record KMeansParameters(int Groups, int Restarts = 4, int RoundsMax = 300, ulong Seed = 42);

/// <param name="GroupOf">Group of each point, numbered by first member.</param>
/// <param name="Groups">Fewer than asked for when points coincide.</param>
/// <param name="Centres">Where the middle of each group lies: a row of numbers per group.</param>
/// <param name="Inertia">Sum of the squared distances of points from their middles.</param>
public sealed record KMeansResult(int[] GroupOf, int Groups, double[] Centres, double Inertia, int Rounds, bool IsConverged);

/// <summary>k-means: seeds by greedy k-means++ (Arthur and Vassilvitskii, 2007), then Lloyd's rounds (1982). O(points × groups × dimensions) a round.</summary>
public static class KMeans
{
    public static KMeansResult Run(Points points, KMeansParameters parameters, Crew crew)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Groups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parameters.Groups, points.Count);
        var chunks = PointChunks.Of(points.Count);
        KMeansResult? best = null;
        for (var restart = 0; restart < parameters.Restarts; restart++)
        {
            var centres = new KMeansSeeding(points, chunks, SplitMix.Of(parameters.Seed, restart), crew).Choose(parameters.Groups);
            var result = new LloydRounds(points, chunks, centres).Run(parameters.RoundsMax, crew);
            if (best is null || result.Inertia < best.Inertia) { best = result; }
        }

        return Numbered(best!, points.Dimensions);
    }

    private static KMeansResult Numbered(KMeansResult result, int dimensions)
    {
        var groupOf = result.GroupOf.ToArray();
        var groups = GroupNumbers.ByFirstMember(groupOf, result.Groups);
        var centres = new double[groups * dimensions];
        for (var point = 0; point < groupOf.Length; point++)
        {
            result.Centres.AsSpan(result.GroupOf[point] * dimensions, dimensions).CopyTo(centres.AsSpan(groupOf[point] * dimensions));
        }

        Debug.Assert(groups <= result.Groups);
        return result with { GroupOf = groupOf, Groups = groups, Centres = centres };
    }
}
