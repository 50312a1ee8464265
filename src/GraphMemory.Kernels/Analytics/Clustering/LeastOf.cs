using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Analytics.Clustering.Lanes;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>The least of many numbers.</summary>
internal static class LeastOf
{
    /// <param name="values">A multiple of eight of them, none NaN.</param>
    /// <returns>Its first index.</returns>
    public static int Index(Span<double> values) =>
        Vector512.IsHardwareAccelerated ? Index<EightLanes>(values) : Vector256.IsHardwareAccelerated ? Index<FourLanes>(values) : Index<TwoLanes>(values);

    internal static int Index<TLanes>(Span<double> values)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        var least = TLanes.All(double.PositiveInfinity);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)TLanes.Count) { least = TLanes.Min(TLanes.Load(ref start, i), least); }
        Span<double> lanes = stackalloc double[8];
        lanes.Fill(double.PositiveInfinity);
        TLanes.Store(least, ref MemoryMarshal.GetReference(lanes), 0);
        var value = lanes[0];
        foreach (var lane in lanes[1..]) { value = Math.Min(value, lane); }
        return values.IndexOf(value);
    }
}
