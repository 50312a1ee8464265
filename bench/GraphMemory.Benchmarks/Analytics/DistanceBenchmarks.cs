using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics.Clustering;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>Squared distances from one place to 1,000 points: columns at every width of register, against points that lie one after the other.</summary>
public class DistanceBenchmarks
{
    private const int Count = 1_000;
    private readonly double[] _squares = new double[Count];
    private double[] _rows = [];
    private double[] _place = [];
    private Points _points = new(0, 1);

    [Params(2, 8, 32)]
    public int Dimensions { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _points = RandomPoints.Of(Count, Dimensions, randomSeed: 42);
        _place = new double[Dimensions];
        _rows = new double[Count * Dimensions];
        for (var point = 0; point < Count; point++) { _points.Place(point, _rows.AsSpan(point * Dimensions, Dimensions)); }
    }

    [Benchmark(Baseline = true)]
    public double PointByPoint()
    {
        for (var point = 0; point < Count; point++)
        {
            var sum = 0.0;
            for (var dimension = 0; dimension < Dimensions; dimension++)
            {
                var difference = _rows[(point * Dimensions) + dimension] - _place[dimension];
                sum += difference * difference;
            }

            _squares[point] = sum;
        }

        return _squares[^1];
    }

    [Benchmark]
    public double OneLane() => Run<OneLane>();

    [Benchmark]
    public double TwoLanes() => Run<TwoLanes>();

    [Benchmark]
    public double FourLanes() => Run<FourLanes>();

    [Benchmark]
    public double EightLanes() => Run<EightLanes>();

    private double Run<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        Distances.Squared<TLanes>(_points, _place, 0, Count, _squares);
        return _squares[^1];
    }
}
