using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

/// <summary>Points for naive verifiers.</summary>
public static class TestPoints
{
    /// <summary>Up to thirty points of up to four numbers, or none at all.</summary>
    public static Gen<double[][]> Any { get; } = Rows(Gen.Double[-3, 3], 0);

    /// <summary>At least two points, distances without ties.</summary>
    public static Gen<double[][]> Distinct { get; } =
        from count in Gen.Int[2, 30]
        from dimensions in Gen.Int[1, 4]
        from seed in Gen.ULong
        select Scattered(count, dimensions, seed);

    /// <summary>Points on a small grid: ties and coincidences everywhere.</summary>
    public static Gen<double[][]> OnGrid { get; } = Rows(Gen.Int[0, 3].Select(number => (double)number), 1);

    public static Points Of(double[][] rows)
    {
        var points = new Points(rows.Length, rows.Length == 0 ? 1 : rows[0].Length);
        for (var point = 0; point < rows.Length; point++)
        {
            for (var dimension = 0; dimension < points.Dimensions; dimension++) { points[point, dimension] = rows[point][dimension]; }
        }

        return points;
    }

    /// <summary>Points scattered about middles that lie ten apart, turn by turn.</summary>
    public static double[][] Blobs(int count, int blobs, int dimensions, ulong seed)
    {
        var random = new SplitMix(seed);
        var rows = new double[count][];
        for (var point = 0; point < count; point++)
        {
            rows[point] = new double[dimensions];
            for (var dimension = 0; dimension < dimensions; dimension++)
            {
                rows[point][dimension] = (dimension == 0 ? 10 * (point % blobs) : 0) + random.NextDouble() + random.NextDouble() - 1;
            }
        }

        return rows;
    }

    public static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    /// <summary>Groups as sets, so that numbers make no difference.</summary>
    public static IEnumerable<string> Sets(IEnumerable<int> groupOf) =>
        groupOf.Select((group, point) => (group, point)).GroupBy(entry => entry.group).Select(set => string.Join(' ', set.Select(entry => entry.point))).Order(StringComparer.Ordinal);

    private static double[][] Scattered(int count, int dimensions, ulong seed)
    {
        var random = new SplitMix(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, dimensions).Select(_ => (6 * random.NextDouble()) - 3).ToArray())];
    }

    private static Gen<double[][]> Rows(Gen<double> number, int countMin) =>
        Gen.Int[1, 4].SelectMany(dimensions => number.Array[dimensions].Array[countMin, 30]);
}
