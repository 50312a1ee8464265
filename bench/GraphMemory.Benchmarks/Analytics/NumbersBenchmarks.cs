using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics.Statistics;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>The roadmap's numeric workload on 100,000 numbers: mean, deviation, ends, five quantiles, standardised, correlated; against plain loops
/// and a sort.</summary>
[MemoryDiagnoser]
public class NumbersBenchmarks
{
    private static readonly double[] s_shares = [0.05, 0.25, 0.5, 0.75, 0.95];
    private readonly double[] _a = new double[100_000];
    private readonly double[] _b = new double[100_000];
    private readonly double[] _scratch = new double[100_000];
    private readonly double[] _quantiles = new double[5];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(42);
        for (var i = 0; i < _a.Length; i++) { (_a[i], _b[i]) = (random.NextDouble(), random.NextDouble()); }
    }

    [Benchmark]
    public double Wide()
    {
        var distribution = Distribution.Of(_a);
        var correlation = Distribution.Correlation(_a, _b, _scratch);
        _a.CopyTo(_scratch, 0);
        Quantiles.Of(_scratch, s_shares, _quantiles);
        distribution.Standardise(_a, _scratch);
        return correlation + _quantiles[2];
    }

    [Benchmark(Baseline = true)]
    public double Plain()
    {
        var (meanA, meanB) = (PlainNumbers.Sum(_a) / _a.Length, PlainNumbers.Sum(_b) / _b.Length);
        var (deviationA, deviationB) = (Math.Sqrt(PlainNumbers.Scatter(_a, meanA) / _a.Length), Math.Sqrt(PlainNumbers.Scatter(_b, meanB) / _b.Length));
        var (least, _) = PlainNumbers.Range(_a);
        _a.CopyTo(_scratch, 0);
        Array.Sort(_scratch);
        var median = (_scratch[49_999] + _scratch[50_000]) / 2;
        PlainNumbers.Rescale(_a, meanA, 1 / deviationA, _scratch);
        return (PlainNumbers.Dot(_scratch, _b) / (_a.Length * deviationB)) + median + least;
    }
}
