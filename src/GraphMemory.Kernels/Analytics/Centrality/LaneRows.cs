using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Rows of eight numbers, one line of the cache, one row per node: eight searches walk the graph together, each in its lane. Lanes never mix and a
/// sum runs in the order of its nodes, so the bits of a result do not depend on the width of the registers. Bit i of a mask stands for lane i.
/// </summary>
internal static class LaneRows
{
    public const int Lanes = 8;
    public const int AllLanes = 0xFF;

    // Two bits of a mask to the two halves of a register.
    private static ReadOnlySpan<ulong> Halves => [0, 0, ulong.MaxValue, 0, 0, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue];

    /// <summary>Writes the sum of the rows of some nodes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Gather(ref double rows, ReadOnlySpan<int> nodes, ref double sum)
    {
        if (Vector512.IsHardwareAccelerated) { Gather512(ref rows, nodes, ref sum); }
        else { Gather128(ref rows, nodes, ref sum); }
    }

    /// <summary>Adds a row to the row of one node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref double row, ref double to)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            (Vector512.LoadUnsafe(ref to) + Vector512.LoadUnsafe(ref row)).StoreUnsafe(ref to);
            return;
        }

        for (nuint i = 0; i < Lanes; i += 2) { (Vector128.LoadUnsafe(ref to, i) + Vector128.LoadUnsafe(ref row, i)).StoreUnsafe(ref to, i); }
    }

    /// <summary>The lanes that are not zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NonZero(ref double row)
    {
        var zeros = 0u;
        for (nuint i = 0; i < Lanes; i += 2)
        {
            zeros |= Vector128.Equals(Vector128.LoadUnsafe(ref row, i), Vector128<double>.Zero).ExtractMostSignificantBits() << (int)i;
        }

        return (int)~zeros & AllLanes;
    }

    /// <summary>Writes some lanes of a row over those of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(ref double row, int mask, ref double to)
    {
        for (nuint i = 0; i < Lanes; i += 2)
        {
            Vector128.ConditionalSelect(Half(mask, i), Vector128.LoadUnsafe(ref row, i), Vector128.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>The dependencies of a node on each lane, paths · shares (Brandes, 2001, theorem 6), are summed up; (1 + dependency) / paths, what its
    /// predecessors take from it, is written over the shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Depend(ref double paths, int mask, ref double shares)
    {
        var sum = Vector128<double>.Zero;
        for (nuint i = 0; i < Lanes; i += 2)
        {
            var here = Vector128.LoadUnsafe(ref paths, i);
            var dependency = (here * Vector128.LoadUnsafe(ref shares, i)) & Half(mask, i);
            sum += dependency;
            ((Vector128<double>.One + dependency) / here).StoreUnsafe(ref shares, i);
        }

        return sum[0] + sum[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Half(int mask, nuint lane) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(Halves), 2 * (nuint)((mask >> (int)lane) & 3)).AsDouble();

    private static void Gather512(ref double rows, ReadOnlySpan<int> nodes, ref double sum)
    {
        var all = Vector512<double>.Zero;
        foreach (var node in nodes) { all += Vector512.LoadUnsafe(ref rows, (nuint)node * Lanes); }
        all.StoreUnsafe(ref sum);
    }

    internal static void Gather128(ref double rows, ReadOnlySpan<int> nodes, ref double sum)
    {
        Vector128<double> a = default, b = default, c = default, d = default;
        foreach (var node in nodes)
        {
            ref var row = ref Unsafe.Add(ref rows, (nuint)node * Lanes);
            a += Vector128.LoadUnsafe(ref row);
            b += Vector128.LoadUnsafe(ref row, 2);
            c += Vector128.LoadUnsafe(ref row, 4);
            d += Vector128.LoadUnsafe(ref row, 6);
        }

        a.StoreUnsafe(ref sum);
        b.StoreUnsafe(ref sum, 2);
        c.StoreUnsafe(ref sum, 4);
        d.StoreUnsafe(ref sum, 6);
    }
}
