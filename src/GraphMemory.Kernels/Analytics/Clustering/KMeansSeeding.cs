using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Greedy k-means++: each further centre is the one of a few points, drawn with a chance that grows with the squared distance from the
/// centres so far, that leaves the least sum of squared distances.</summary>
internal sealed class KMeansSeeding(Points points, Chunks chunks, SplitMix random, Crew crew) : IChunkWork
{
    private readonly double[] _sums = new double[chunks.Count];
    private readonly double[] _place = new double[points.Dimensions];
    private double[] _nearest = Filled(points.Stride);
    private double[] _tried = new double[points.Stride];
    private double[] _kept = new double[points.Stride];
    private double[] _keptSums = new double[chunks.Count];
    private SplitMix _random = random;

    /// <summary>Centres, a row per group.</summary>
    public double[] Choose(int groups)
    {
        var centres = new double[groups * points.Dimensions];
        var trials = 2 + (int)Math.Log(groups);
        Keep(_random.Next(points.Count), centres);
        for (var group = 1; group < groups; group++)
        {
            var (best, leastSum) = (0, double.PositiveInfinity);
            var (total, before) = (Total(_keptSums), _keptSums.ToArray());
            for (var trial = 0; trial < trials; trial++)
            {
                var point = Draw(before, total);
                var sum = Try(point);
                if (sum >= leastSum) { continue; }
                (best, leastSum) = (point, sum);
                (_kept, _tried) = (_tried, _kept);
                _sums.CopyTo(_keptSums, 0);
            }

            if (leastSum == double.PositiveInfinity) { best = _random.Next(points.Count); } // distances beyond what a double holds
            (_nearest, _kept) = (_kept, _nearest);
            points.Place(best, centres.AsSpan(group * points.Dimensions, points.Dimensions));
        }

        return centres;
    }

    public void Execute(int chunk, int worker)
    {
        var (start, end) = (chunks.Start(chunk), chunks.End(chunk));
        var tried = _tried.AsSpan(start, (end - start + 7) & ~7);
        Distances.Squared(points, _place, start, end, tried);
        var nearest = _nearest.AsSpan(start, tried.Length);
        if (Vector512.IsHardwareAccelerated) { Lesser<EightLanes>(tried, nearest); }
        else if (Vector256.IsHardwareAccelerated) { Lesser<FourLanes>(tried, nearest); }
        else { Lesser<TwoLanes>(tried, nearest); }
        _sums[chunk] = LaneSum.Of(tried[..(end - start)]);
    }

    private static void Lesser<TLanes>(Span<double> values, Span<double> others)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var value = ref MemoryMarshal.GetReference(values);
        ref var other = ref MemoryMarshal.GetReference(others);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)TLanes.Count)
        {
            TLanes.Store(TLanes.Min(TLanes.Load(ref value, i), TLanes.Load(ref other, i)), ref value, i);
        }
    }

    private void Keep(int point, double[] centres)
    {
        Try(point);
        (_nearest, _tried) = (_tried, _nearest);
        _sums.CopyTo(_keptSums, 0);
        points.Place(point, centres.AsSpan(0, points.Dimensions));
    }

    /// <summary>The sum of squared distances that would be left were this point a centre too.</summary>
    private double Try(int point)
    {
        points.Place(point, _place);
        crew.Run(this, chunks.Count);
        return Total(_sums);
    }

    private int Draw(double[] sums, double total)
    {
        var left = _random.NextDouble() * total;
        var chunk = 0;
        while (chunk + 1 < sums.Length && left >= sums[chunk]) { left -= sums[chunk++]; }
        var last = chunks.End(chunk) - 1;
        for (var point = chunks.Start(chunk); point < last; point++)
        {
            if (left < _nearest[point]) { return point; }
            left -= _nearest[point];
        }

        return last;
    }

    private static double Total(double[] sums) => LaneSum.Of(sums);

    private static double[] Filled(int length)
    {
        var filled = new double[length];
        filled.AsSpan().Fill(double.PositiveInfinity);
        return filled;
    }
}
