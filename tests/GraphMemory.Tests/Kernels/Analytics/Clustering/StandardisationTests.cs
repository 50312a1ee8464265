using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class StandardisationTests
{
    [Fact]
    public void Columns_get_mean_0_and_variance_1_and_keep_their_order() => TestPoints.Distinct.Sample(rows =>
    {
        var points = TestPoints.Of(rows);
        Standardisation.Apply(points);
        for (var dimension = 0; dimension < points.Dimensions; dimension++)
        {
            if (rows.Max(row => row[dimension]) - rows.Min(row => row[dimension]) < 1e-6) { continue; }
            var column = points.Column(dimension)[..points.Count].ToArray();
            Assert.Equal(0, column.Average(), 1e-9);
            Assert.Equal(1, column.Average(value => value * value), 1e-9);
            var inOrder = Enumerable.Range(0, column.Length).OrderBy(point => rows[point][dimension]).Select(point => column[point]).ToArray();
            Assert.Equal(inOrder.Order(), inOrder);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(-1e9)]
    public void A_column_without_spread_becomes_0(double value)
    {
        var points = TestPoints.Of([.. Enumerable.Repeat(new[] { value }, 7)]);
        Standardisation.Apply(points);
        Assert.All(points.Column(0).ToArray(), left => Assert.Equal(0, left));
    }

    [Fact]
    public void No_points_have_nothing_to_standardise()
    {
        var points = new Points(0, 3);
        Standardisation.Apply(points);
        Assert.Equal(0, points.Stride);
    }
}
