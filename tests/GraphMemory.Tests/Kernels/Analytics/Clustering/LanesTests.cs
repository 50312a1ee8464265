using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

/// <summary>Every width of register against the plain loop, bit by bit.</summary>
public sealed class LanesTests
{
    private static readonly Gen<double[]> Numbers = Gen.Double[-1e6, 1e6].Array[0, 70];

    [Fact]
    public void Squared_distances_are_the_same_at_every_width() => TestPoints.Any.Where(rows => rows.Length > 0).Sample(rows =>
    {
        var points = TestPoints.Of(rows);
        var expected = Squares<OneLane>(points, rows[0]);
        Assert.Equal(rows.Select(row => TestPoints.Distance(row, rows[0])), expected.Select(Math.Sqrt), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(expected, Squares<TwoLanes>(points, rows[0]));
        Assert.Equal(expected, Squares<FourLanes>(points, rows[0]));
        Assert.Equal(expected, Squares<EightLanes>(points, rows[0]));
        var widest = new double[points.Stride];
        Distances.Squared(points, rows[0], 0, points.Count, widest);
        Assert.Equal(expected, widest.Take(rows.Length));
        Distances.Plain(points, rows[0], 0, points.Count, widest);
        Assert.Equal(expected.Select(Math.Sqrt), widest.Take(rows.Length));
    });

    [Fact]
    public void A_range_of_points_is_that_part_of_the_whole()
    {
        var points = TestPoints.Of(TestPoints.Blobs(50, 3, 2, seed: 1));
        var (whole, part) = (new double[56], new double[24]);
        Distances.Squared(points, [1, 2], 0, 50, whole);
        Distances.Squared(points, [1, 2], 16, 35, part);
        Assert.Equal(whole[16..35], part[..19]);
    }

    [Fact]
    public void Roots_are_the_same_at_every_width() => Numbers.Sample(numbers =>
    {
        var squares = Padded(numbers, 0).Select(Math.Abs).ToArray();
        Assert.Equal(squares.Select(Math.Sqrt), Roots<OneLane>(squares));
        Assert.Equal(squares.Select(Math.Sqrt), Roots<TwoLanes>(squares));
        Assert.Equal(squares.Select(Math.Sqrt), Roots<FourLanes>(squares));
        Assert.Equal(squares.Select(Math.Sqrt), Roots<EightLanes>(squares));
    });

    [Fact]
    public void The_least_is_found_at_its_first_place() => Gen.Int[0, 5].Select(number => (double)number).Array[1, 70].Sample(numbers =>
    {
        var padded = Padded(numbers, double.PositiveInfinity);
        var expected = Array.IndexOf(numbers, numbers.Min());
        Assert.Equal(expected, LeastOf.Index(padded));
        Assert.Equal(expected, LeastOf.Index<OneLane>(padded));
        Assert.Equal(expected, LeastOf.Index<TwoLanes>(padded));
        Assert.Equal(expected, LeastOf.Index<FourLanes>(padded));
        Assert.Equal(expected, LeastOf.Index<EightLanes>(padded));
    });

    [Fact]
    public void Sums_are_the_same_at_every_width_and_nearly_the_plain_sum() => Numbers.Sample(numbers =>
    {
        var expected = LaneSum.Scalar(numbers);
        Assert.Equal(numbers.Sum(), expected, 1e-6);
        Assert.Equal(expected, LaneSum.Of(numbers));
        Assert.Equal(numbers.Sum(number => number * number), LaneSum.OfSquares(numbers), 1.0);
        var whole = numbers[..(numbers.Length & ~7)];
        var (narrow, wide) = (new double[8], new double[8]);
        LaneSum.Whole128(whole, narrow);
        LaneSum.Whole512(whole, wide);
        Assert.Equal(narrow, wide);
    });

    private static double[] Squares<TLanes>(Points points, double[] place)
        where TLanes : struct, ILanes<TLanes>
    {
        var result = new double[points.Stride];
        Distances.Squared<TLanes>(points, place, 0, points.Count, result);
        return result[..points.Count];
    }

    private static double[] Roots<TLanes>(double[] squares)
        where TLanes : struct, ILanes<TLanes>
    {
        var roots = squares.ToArray();
        Distances.Roots<TLanes>(roots);
        return roots;
    }

    private static double[] Padded(double[] numbers, double padding) =>
        [.. numbers, .. Enumerable.Repeat(padding, (8 - (numbers.Length % 8)) % 8)];
}
