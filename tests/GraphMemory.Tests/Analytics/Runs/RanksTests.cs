using CsCheck;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Kernels.Analytics.Statistics;

namespace GraphMemory.Tests.Analytics.Runs;

public sealed class RanksTests
{
    private static readonly Gen<double[]> Values = Gen.Int[-1, 9].Select(value => (double)value).Array[1, 60];

    [Fact]
    public void The_first_are_those_of_a_stable_sort() => Gen.Select(Values, Gen.Int[1, 20]).Sample((values, count) =>
        Assert.Equal(
            Enumerable.Range(0, values.Length).OrderByDescending(node => values[node]).Take(count),
            Ranks.First(new NodeValues("score", values), count)));

    [Fact]
    public void The_nearest_leave_out_what_is_not_reached() => Gen.Select(Values, Gen.Int[1, 20]).Sample((values, count) =>
        Assert.Equal(
            Enumerable.Range(0, values.Length).Where(node => values[node] >= 0).OrderBy(node => values[node]).Take(count),
            Ranks.First(new NodeValues("distance", values, IsRanking: false), count)));

    [Fact]
    public void The_median_is_the_middle_of_the_sorted_values() => Values.Sample(values =>
    {
        var sorted = values.Order().ToArray();
        var expected = sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        Assert.Equal(expected, Selection.Median([.. values]));
    });

    [Fact]
    public void Any_place_is_found_without_sorting() => Gen.Select(Values, Gen.Int[0, 59]).Sample((values, place) =>
        Assert.Equal(values.Order().ElementAt(place % values.Length), Selection.Find([.. values], place % values.Length)));
}
