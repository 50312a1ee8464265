using CsCheck;
using GraphMemory.Kernels.Analytics.Patterns;

namespace GraphMemory.Tests.Kernels.Analytics.Patterns;

public sealed class BurstAutomatonTests
{
    private static readonly Gen<long[]> Times =
        Gen.Int[0, 30].Array[2, 11].Select(gaps => gaps.Aggregate(new List<long> { 0 }, (times, gap) => [.. times, times[^1] + (gap * gap)]).ToArray())
            .Where(times => times[^1] > 0);

    [Fact]
    public void The_states_are_the_cheapest_of_all_sequences() => Gen.Select(Times, Gen.Double[1.1, 5], Gen.Double[0, 2]).Sample((times, speedUp, price) =>
    {
        var (gaps, rate) = (times.Length - 1, (times.Length - 1) / (double)times[^1]);
        var cheapest = Enumerable.Range(0, 1 << gaps).Min(mask => Cost(times, [.. Enumerable.Range(0, gaps).Select(gap => (mask >> gap & 1) == 1)], rate, speedUp, price));
        Assert.Equal(cheapest, Cost(times, BurstAutomaton.Cheapest(times, rate, speedUp, price), rate, speedUp, price), 1e-9);
    });

    [Fact]
    public void Events_in_quick_succession_are_one_burst()
    {
        long[] times = [.. Enumerable.Range(0, 50).Select(i => i * 1000L), .. Enumerable.Range(0, 40).Select(i => 50_000L + (i * 10)), .. Enumerable.Range(0, 50).Select(i => 51_000L + (i * 1000L))];
        var burst = Assert.Single(BurstAutomaton.Find(times, 2, 1));
        Assert.InRange(burst.Start, 49, 50);
        Assert.Equal(90, burst.End);
        Assert.True(burst.Weight > 10);
    }

    [Fact]
    public void An_even_pace_has_no_burst() => Assert.Empty(BurstAutomaton.Find([.. Enumerable.Range(0, 500).Select(i => i * 60L)], 2, 1));

    [Theory]
    [InlineData]
    [InlineData(5L)]
    [InlineData(5L, 5L, 5L)]
    public void Events_without_a_span_of_time_have_no_pace(params long[] times) => Assert.Empty(BurstAutomaton.Find(times, 2, 1));

    [Fact]
    public void A_burst_is_faster_than_calm() => Assert.Throws<ArgumentOutOfRangeException>(() => BurstAutomaton.Find([1, 2], 1, 1));

    private static double Cost(long[] times, bool[] isBurst, double rate, double speedUp, double price)
    {
        var (cost, before) = (0.0, false);
        for (var gap = 0; gap < isBurst.Length; gap++)
        {
            cost += (isBurst[gap] && !before ? price : 0) + BurstAutomaton.Cost(times[gap + 1] - times[gap], isBurst[gap] ? rate * speedUp : rate);
            before = isBurst[gap];
        }

        return cost;
    }
}
