using CsCheck;
using GraphMemory.Kernels.Analytics.Statistics;

namespace GraphMemory.Tests.Kernels.Analytics.Statistics;

public sealed class NumbersTests
{
    private static readonly Gen<(double[] A, double[] B)> s_pairs =
        from count in Gen.Int[0, 70]
        from a in Gen.Double[-1000, 1000].Array[count]
        from b in Gen.Double[-1000, 1000].Array[count]
        select (a, b);

    [Fact]
    public void Wide_loops_give_what_the_plain_ones_give() => s_pairs.Sample((a, b) =>
    {
        Assert.Equal(PlainNumbers.Sum(a), Numbers.Sum(a), 1e-8);
        Assert.Equal(PlainNumbers.Dot(a, b), Numbers.Dot(a, b), 1e-6);
        Assert.Equal(PlainNumbers.Distance(a, b), Numbers.Distance(a, b), 1e-8);
        Assert.Equal(PlainNumbers.Scatter(a, 17), Numbers.Scatter(a, 17), 1e-5);
        Assert.Equal(PlainNumbers.Range(a), Numbers.Range(a));
        Assert.Equal(Both(PlainNumbers.AddScaled), Both(Numbers.AddScaled));
        Assert.Equal(Rescaled(PlainNumbers.Rescale), Rescaled(Numbers.Rescale));

        double[] Both(Scaling add)
        {
            var to = b.ToArray();
            add(0.3, a, to);
            return [.. to.Select(value => Math.Round(value, 9))];
        }

        double[] Rescaled(Rescaling rescale)
        {
            var results = new double[a.Length];
            rescale(a, 3, 0.25, results);
            return results;
        }
    });

    [Fact]
    public void A_distribution_is_that_of_the_formulas() => s_pairs.Where(pair => pair.A.Length > 0).Sample((values, _) =>
    {
        var distribution = Distribution.Of(values);
        var mean = values.Average();
        Assert.Equal(values.Length, distribution.Count);
        Assert.Equal(mean, distribution.Mean, 1e-9);
        Assert.Equal(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), distribution.StandardDeviation, 1e-8);
        Assert.Equal((values.Min(), values.Max()), (distribution.Least, distribution.Greatest));
    });

    [Fact]
    public void Standardised_numbers_have_mean_nought_and_deviation_one() => s_pairs.Where(pair => pair.A.Distinct().Count() > 1).Sample((values, _) =>
    {
        var results = new double[values.Length];
        Distribution.Of(values).Standardise(values, results);
        Assert.Equal(0, Distribution.Of(results).Mean, 1e-9);
        Assert.Equal(1, Distribution.Of(results).StandardDeviation, 1e-9);
        Assert.Equal(1, Distribution.Correlation(values, results, new double[values.Length]), 1e-9);
    });

    [Fact]
    public void A_large_mean_costs_no_digits()
    {
        double[] values = [.. Enumerable.Range(0, 1_000).Select(i => 1e9 + (i % 2))];
        Assert.Equal(0.5, Distribution.Of(values).StandardDeviation, 1e-12);
    }

    [Fact]
    public void Correlation_is_that_of_the_formula_and_nought_without_variation() => s_pairs.Where(pair => pair.A.Length > 1).Sample((a, b) =>
    {
        var scratch = new double[a.Length];
        var (meanA, meanB) = (a.Average(), b.Average());
        var expected = a.Zip(b).Sum(pair => (pair.First - meanA) * (pair.Second - meanB))
            / Math.Sqrt(a.Sum(value => (value - meanA) * (value - meanA)) * b.Sum(value => (value - meanB) * (value - meanB)));
        if (double.IsFinite(expected)) { Assert.Equal(expected, Distribution.Correlation(a, b, scratch), 1e-7); }
        Assert.Equal(0, Distribution.Correlation(a, [.. b.Select(_ => 4.0)], scratch));
    });

    [Fact]
    public void Nothing_has_no_distribution()
    {
        Assert.Equal(default, Distribution.Of([]));
        Assert.Equal([0], Quantile([], 0.5));
    }

    [Fact]
    public void Quantiles_are_those_of_the_sorted_numbers() => Gen.Select(Gen.Int[-9, 9].Array[1, 200], Gen.Double[0, 1].Array[1, 6]).Sample((whole, shares) =>
    {
        Array.Sort(shares);
        var values = whole.Select(value => (double)value).ToArray();
        var sorted = values.Order().ToArray();
        var expected = shares.Select(share =>
        {
            var position = share * (sorted.Length - 1);
            var next = sorted[Math.Min((int)position + 1, sorted.Length - 1)];
            return sorted[(int)position] + ((position - (int)position) * (next - sorted[(int)position]));
        });
        Assert.Equal(expected.Select(value => Math.Round(value, 9)), Quantile(values, shares).Select(value => Math.Round(value, 9)));
    });

    private static double[] Quantile(double[] values, params double[] shares)
    {
        var results = new double[shares.Length];
        Quantiles.Of(values, shares, results);
        return results;
    }

    private delegate void Scaling(double factor, ReadOnlySpan<double> from, Span<double> to);

    private delegate void Rescaling(ReadOnlySpan<double> values, double mean, double factor, Span<double> results);
}
