using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Sums in eight lanes that are added in one fixed order, so every width of register gives the same bits.</summary>
public static class LaneSum
{
    private const int Lanes = 8;

    public static double Of(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        var whole = values.Length & ~(Lanes - 1);
        if (Vector512.IsHardwareAccelerated) { Whole512(values[..whole], lanes); }
        else { Whole128(values[..whole], lanes); }
        for (var i = whole; i < values.Length; i++) { lanes[i - whole] += values[i]; }
        return Fold(lanes);
    }

    public static double OfSquares(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        for (var i = 0; i < values.Length; i++) { lanes[i & (Lanes - 1)] += values[i] * values[i]; }
        return Fold(lanes);
    }

    /// <summary>The plain loop.</summary>
    internal static double Scalar(ReadOnlySpan<double> values)
    {
        Span<double> lanes = stackalloc double[Lanes];
        for (var i = 0; i < values.Length; i++) { lanes[i & (Lanes - 1)] += values[i]; }
        return Fold(lanes);
    }

    internal static void Whole512(ReadOnlySpan<double> values, Span<double> lanes)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var sum = Vector512<double>.Zero;
        for (nuint i = 0; i < (nuint)values.Length; i += Lanes) { sum += Vector512.LoadUnsafe(ref start, i); }
        sum.CopyTo(lanes);
    }

    internal static void Whole128(ReadOnlySpan<double> values, Span<double> lanes)
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        Vector128<double> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nuint i = 0; i < (nuint)values.Length; i += Lanes)
        {
            s0 += Vector128.LoadUnsafe(ref start, i);
            s1 += Vector128.LoadUnsafe(ref start, i + 2);
            s2 += Vector128.LoadUnsafe(ref start, i + 4);
            s3 += Vector128.LoadUnsafe(ref start, i + 6);
        }

        s0.CopyTo(lanes);
        s1.CopyTo(lanes[2..]);
        s2.CopyTo(lanes[4..]);
        s3.CopyTo(lanes[6..]);
    }

    private static double Fold(Span<double> lanes) => ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}
