using CsCheck;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Tests.Kernels.Analytics.Clustering;

public sealed class SilhouetteTests
{
    private static readonly Gen<(double[][] Rows, int[] GroupOf)> Cases =
        TestPoints.Any.SelectMany(rows => Gen.Int[-1, 3].Array[rows.Length].Select(groupOf => (rows, groupOf)));

    [Fact]
    public void It_is_what_its_definition_says() => Cases.Sample((rows, groupOf) =>
    {
        var (mean, values) = Compute(rows, groupOf, 4, 1);
        var expected = Naive(rows, groupOf);
        Assert.Equal(expected, values, (a, b) => Math.Abs(a - b) < 1e-9);
        var grouped = groupOf.Count(group => group >= 0);
        Assert.Equal(grouped < 2 ? 0 : expected.Sum() / grouped, mean, 1e-9);
    });

    [Fact]
    public void Groups_far_apart_have_nearly_1_and_a_split_blob_less()
    {
        var rows = TestPoints.Blobs(200, 2, 2, seed: 1);
        Assert.True(Compute(rows, [.. rows.Select((_, point) => point % 2)], 2, 2).Mean > 0.85);
        Assert.True(Compute(rows, [.. rows.Select((_, point) => point % 4)], 4, 2).Mean < 0.1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void The_number_of_threads_makes_no_difference(int workers)
    {
        var rows = TestPoints.Blobs(700, 3, 3, seed: 2);
        int[] groupOf = [.. rows.Select((_, point) => point % 5)];
        var (one, many) = (Compute(rows, groupOf, 5, 1), Compute(rows, groupOf, 5, workers));
        Assert.Equal(one.Mean, many.Mean);
        Assert.Equal(one.Values, many.Values);
    }

    private static (double Mean, double[] Values) Compute(double[][] rows, int[] groupOf, int groups, int workers)
    {
        using var crew = new Crew(workers);
        var values = new double[rows.Length];
        return (Silhouette.Compute(TestPoints.Of(rows), groupOf, groups, values, crew), values);
    }

    private static double[] Naive(double[][] rows, int[] groupOf)
    {
        var groups = groupOf.Where(group => group >= 0).Distinct().ToArray();
        return [.. rows.Select((row, point) =>
        {
            double Mean(int group) => rows.Where((_, other) => other != point && groupOf[other] == group).Select(other => TestPoints.Distance(row, other)).Average();
            if (groupOf[point] < 0 || groups.Length < 2 || groupOf.Count(group => group == groupOf[point]) == 1) { return 0; }
            var (within, other) = (Mean(groupOf[point]), groups.Where(group => group != groupOf[point]).Min(Mean));
            return Math.Max(within, other) == 0 ? 0 : (other - within) / Math.Max(within, other);
        })];
    }
}
