using System.Collections.Immutable;
using System.Globalization;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Engine.Analytics.Features;

/// <summary>What every clustering of points has in common: its settings, and how a partition is told.</summary>
internal static class PointClustering
{
    /// <summary>Points beyond which the silhouette, exact and quadratic, is left out.</summary>
    private const int SilhouettePointsMax = 30_000;

    public static readonly IntParameter Groups = new("groups", "How many groups; 0 for an automatic number, the root of half the points from 2 to 10.", 0, 0, 10_000);
    public static readonly FlagParameter Standardise = new("standardise", "Brings every feature to mean 0 and variance 1 first.", true);
    public static readonly FlagParameter Silhouette = new("silhouette", "Also tells how well each point sits in its group.", true);
    public static readonly IntParameter Seed = new("seed", "Where the random choices start.", 42, 0, int.MaxValue);

    /// <summary>The number of groups that was asked for, or clamp(⌊√(n / 2)⌋, 2, 10); never more than points.</summary>
    public static int GroupsOf(AlgorithmRun run, int points)
    {
        var asked = run.Parameters[Groups];
        return Math.Min(points, asked > 0 ? asked : Math.Clamp((int)Math.Sqrt(points / 2.0), 2, 10));
    }

    public static Points PointsOf(AlgorithmRun run, NodeFeatures features) => run.Parameters[Standardise] ? features.Standardised() : features.Values;

    public static AlgorithmResult Told(AlgorithmRun run, NodeFeatures features, Points points, int[] groupOf, int count, params ImmutableArray<Figure> figures)
    {
        var result = new AlgorithmResult
        {
            Groups = new NodeGroups("cluster", groupOf, count),
            Figures = [new Figure("groups", count), .. figures],
            Table = Middles(features, groupOf, count),
            Notes = features.Notes,
        };
        return run.Parameters[Silhouette] ? WithSilhouette(result, run, points, groupOf, count) : result;
    }

    private static AlgorithmResult WithSilhouette(AlgorithmResult result, AlgorithmRun run, Points points, int[] groupOf, int count)
    {
        if (points.Count > SilhouettePointsMax) { return result with { Notes = [.. result.Notes, $"No silhouette: it is computed for at most {SilhouettePointsMax} points."] }; }
        if (count < 2) { return result with { Notes = [.. result.Notes, "No silhouette: it takes two groups or more."] }; }
        var values = new double[points.Count];
        var mean = Kernels.Analytics.Clustering.Silhouette.Compute(points, groupOf, count, values, run.Crew);
        return result with { Figures = [.. result.Figures, new Figure("silhouette", mean)], MoreValues = [new NodeValues("silhouette", values, IsRanking: false)] };
    }

    /// <summary>The mean of each feature in each group, in the unit in which it was given.</summary>
    private static ResultTable Middles(NodeFeatures features, int[] groupOf, int count)
    {
        var (sizes, sums) = (new int[count], new double[count, features.Names.Length]);
        for (var point = 0; point < groupOf.Length; point++)
        {
            if (groupOf[point] < 0) { continue; }
            sizes[groupOf[point]]++;
            for (var feature = 0; feature < features.Names.Length; feature++) { sums[groupOf[point], feature] += features.Values[point, feature]; }
        }

        return new ResultTable(
            ["group", "size", .. features.Names],
            [.. Enumerable.Range(0, count).Select(group => (ImmutableArray<string>)
                [$"{group}", $"{sizes[group]}", .. features.Names.Select((_, feature) => Mean(sums[group, feature], sizes[group]))])]);
    }

    private static string Mean(double sum, int size) => (sum / size).ToString("G6", CultureInfo.InvariantCulture);
}
