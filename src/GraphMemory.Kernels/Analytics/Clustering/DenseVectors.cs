using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Long vectors of doubles.</summary>
internal static class DenseVectors
{
    /// <summary>In eight lanes that are added in one fixed order, so every width of register gives the same bits.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector128<double> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + 8 <= (nuint)a.Length; i += 8)
        {
            s0 += Vector128.LoadUnsafe(ref left, i) * Vector128.LoadUnsafe(ref right, i);
            s1 += Vector128.LoadUnsafe(ref left, i + 2) * Vector128.LoadUnsafe(ref right, i + 2);
            s2 += Vector128.LoadUnsafe(ref left, i + 4) * Vector128.LoadUnsafe(ref right, i + 4);
            s3 += Vector128.LoadUnsafe(ref left, i + 6) * Vector128.LoadUnsafe(ref right, i + 6);
        }

        var rest = 0.0;
        for (var tail = (int)i; tail < a.Length; tail++) { rest += a[tail] * b[tail]; }
        return Vector128.Sum(s0 + s1 + (s2 + s3)) + rest;
    }

    /// <summary>to += factor × from.</summary>
    public static void AddScaled(Span<double> to, double factor, ReadOnlySpan<double> from)
    {
        var whole = to.Length & ~7;
        if (Vector512.IsHardwareAccelerated) { AddScaled<EightLanes>(to[..whole], factor, from[..whole]); }
        else if (Vector256.IsHardwareAccelerated) { AddScaled<FourLanes>(to[..whole], factor, from[..whole]); }
        else { AddScaled<TwoLanes>(to[..whole], factor, from[..whole]); }
        AddScaled<OneLane>(to[whole..], factor, from[whole..]);
    }

    internal static void AddScaled<TLanes>(Span<double> to, double factor, ReadOnlySpan<double> from)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var sum = ref MemoryMarshal.GetReference(to);
        ref var part = ref MemoryMarshal.GetReference(from);
        var times = TLanes.All(factor);
        for (nuint i = 0; i < (nuint)to.Length; i += (nuint)TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref sum, i) + (times * TLanes.Load(ref part, i)), ref sum, i);
        }
    }
}
