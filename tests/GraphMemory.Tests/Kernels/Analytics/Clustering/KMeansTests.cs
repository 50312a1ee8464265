using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class KMeansTests
{
    [Fact]
    public void Every_point_is_nearest_to_the_middle_of_its_group() =>
        Gen.Select(TestPoints.Distinct, Gen.Int[1, 6], Gen.ULong).Sample((rows, groups, seed) =>
        {
            var result = Run(rows, new KMeansParameters(Math.Min(groups, rows.Length), Restarts: 2, Seed: seed));
            Assert.True(result.IsConverged);
            var middles = Middles(rows, result);
            for (var point = 0; point < rows.Length; point++)
            {
                var own = TestPoints.Distance(rows[point], middles[result.GroupOf[point]]);
                Assert.All(middles, middle => Assert.True(own <= TestPoints.Distance(rows[point], middle) + 1e-9));
            }

            Assert.Equal(middles.SelectMany(middle => middle), result.Centres, (a, b) => Math.Abs(a - b) < 1e-9);
            Assert.Equal(rows.Select((row, point) => Math.Pow(TestPoints.Distance(row, middles[result.GroupOf[point]]), 2)).Sum(), result.Inertia, 1e-9);
        });

    [Fact]
    public void Two_groups_after_many_restarts_are_about_as_good_as_the_best_of_all_partitions() =>
        TestPoints.Distinct.Where(rows => rows.Length <= 9).Sample(rows =>
        {
            var best = Enumerable.Range(0, 1 << (rows.Length - 1)).Min(mask => Inertia(rows, mask));
            Assert.InRange(Run(rows, new KMeansParameters(2, Restarts: 40)).Inertia, best - 1e-9, (1.5 * best) + 1e-9);
        }, iter: 60);

    [Fact]
    public void Blobs_that_lie_apart_are_the_groups()
    {
        var result = Run(TestPoints.Blobs(3_000, 5, 3, seed: 7), new KMeansParameters(5));
        Assert.Equal(Enumerable.Range(0, 3_000).Select(point => point % 5), result.GroupOf);
    }

    [Fact]
    public void Coincident_points_leave_fewer_groups_than_wanted()
    {
        var result = Run([[1, 1], [2, 2], [1, 1], [2, 2], [1, 1]], new KMeansParameters(4));
        Assert.Equal((2, 0.0), (result.Groups, result.Inertia));
        Assert.Equal([0, 1, 0, 1, 0], result.GroupOf);
        Assert.Equal([1, 1, 2, 2], result.Centres);
    }

    [Fact]
    public void As_many_groups_as_points_leave_no_distance() =>
        TestPoints.Distinct.Sample(rows => Assert.Equal(0, Run(rows, new KMeansParameters(rows.Length)).Inertia, 1e-12), iter: 50);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var rows = TestPoints.Blobs(5_000, 1, 3, seed: 3);
        var (one, many) = (Run(rows, new KMeansParameters(12, 2), 1), Run(rows, new KMeansParameters(12, 2), workers));
        Assert.Equal(one.GroupOf, many.GroupOf);
        Assert.Equal(one.Centres, many.Centres);
        Assert.Equal(one.Inertia, many.Inertia);
    }

    [Fact]
    public void Rounds_are_the_same_at_every_width() => Gen.Select(TestPoints.OnGrid, Gen.Int[1, 5]).Sample((rows, groups) =>
    {
        var points = TestPoints.Of(rows);
        var centres = rows.Take(groups).SelectMany(row => row).ToArray();
        var expected = Assigned<OneLane>(points, centres);
        Assert.Equal(expected, Assigned<TwoLanes>(points, centres));
        Assert.Equal(expected, Assigned<FourLanes>(points, centres));
        Assert.Equal(expected, Assigned<EightLanes>(points, centres));
        Assert.Equal(rows.Select(row => (double)Enumerable.Range(0, centres.Length / row.Length).MinBy(group => TestPoints.Distance(row, rows[group]))), expected);
    });

    [Fact]
    public void A_number_of_rounds_is_kept()
    {
        var result = Run(TestPoints.Blobs(2_000, 1, 4, seed: 5), new KMeansParameters(40, Restarts: 1, RoundsMax: 1));
        Assert.Equal((1, false), (result.Rounds, result.IsConverged));
    }

    private static double[] Assigned<TLanes>(Points points, double[] centres)
        where TLanes : struct, ILanes<TLanes>
    {
        var rounds = new LloydRounds(points, new Chunks(points.Count, 64), centres);
        rounds.Assign<TLanes>(0, points.Count);
        return rounds.Nearest[..points.Count].ToArray();
    }

    private static KMeansResult Run(double[][] rows, KMeansParameters parameters, int workers = 1)
    {
        using var crew = new Crew(workers);
        return KMeans.Run(TestPoints.Of(rows), parameters, crew);
    }

    private static double[][] Middles(double[][] rows, KMeansResult result) =>
        [.. Enumerable.Range(0, result.Groups).Select(group => Middle([.. rows.Where((_, point) => result.GroupOf[point] == group)]))];

    private static double[] Middle(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(dimension => rows.Average(row => row[dimension]))];

    private static double Inertia(double[][] rows, int mask)
    {
        var parts = rows.Select((row, point) => (row, point)).GroupBy(entry => (mask >> entry.point) & 1, entry => entry.row).Select(part => part.ToArray());
        return parts.Sum(part => part.Sum(row => Math.Pow(TestPoints.Distance(row, Middle(part)), 2)));
    }
}
