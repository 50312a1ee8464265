using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Euclidean distances from one place to many points.</summary>
public static class Distances
{
    /// <summary>Squared distances to the points from a start, a multiple of eight, to an end.</summary>
    /// <param name="result">One per point, as many as the range rounded up to a multiple of eight; what stands beyond the last point means nothing.</param>
    public static void Squared(Points points, ReadOnlySpan<double> place, int start, int end, Span<double> result)
    {
        if (Vector512.IsHardwareAccelerated) { Squared<EightLanes>(points, place, start, end, result); }
        else if (Vector256.IsHardwareAccelerated) { Squared<FourLanes>(points, place, start, end, result); }
        else { Squared<TwoLanes>(points, place, start, end, result); }
    }

    /// <summary>Distances, as <see cref="Squared(Points, ReadOnlySpan{double}, int, int, Span{double})"/> gives their squares.</summary>
    public static void Plain(Points points, ReadOnlySpan<double> place, int start, int end, Span<double> result)
    {
        Squared(points, place, start, end, result);
        var padded = result[..((end - start + 7) & ~7)];
        if (Vector512.IsHardwareAccelerated) { Roots<EightLanes>(padded); }
        else if (Vector256.IsHardwareAccelerated) { Roots<FourLanes>(padded); }
        else { Roots<TwoLanes>(padded); }
    }

    internal static void Squared<TLanes>(Points points, ReadOnlySpan<double> place, int start, int end, Span<double> result)
        where TLanes : struct, ILanes<TLanes>
    {
        Debug.Assert(start % 8 == 0 && end <= points.Count && place.Length == points.Dimensions && result.Length >= ((end - start + 7) & ~7));
        ref var values = ref MemoryMarshal.GetReference(points.Values);
        ref var at = ref MemoryMarshal.GetReference(result);
        var (stride, last) = ((nuint)points.Stride, (nuint)((end + 7) & ~7));
        for (var point = (nuint)start; point < last; point += (nuint)TLanes.Count)
        {
            var sum = TLanes.All(0);
            var column = point;
            foreach (var coordinate in place)
            {
                var difference = TLanes.Load(ref values, column) - TLanes.All(coordinate);
                sum += difference * difference;
                column += stride;
            }

            TLanes.Store(sum, ref at, point - (nuint)start);
        }
    }

    internal static void Roots<TLanes>(Span<double> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var at = ref MemoryMarshal.GetReference(values);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)TLanes.Count) { TLanes.Store(TLanes.Sqrt(TLanes.Load(ref at, i)), ref at, i); }
    }
}
