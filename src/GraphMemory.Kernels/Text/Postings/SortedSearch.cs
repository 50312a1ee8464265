using System.Numerics;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Text;

/// <summary>Search in short ascending runs: one vector compare per 8 or 4 values beats a binary search up to about a block.</summary>
internal static class SortedSearch
{
    /// <summary>Index of the first value not below <paramref name="target"/>, or the length.</summary>
    public static int FirstAtLeast(ReadOnlySpan<ushort> values, ushort target)
    {
        var wanted = Vector128.Create(target);
        var at = 0;
        for (; at + Vector128<ushort>.Count <= values.Length; at += Vector128<ushort>.Count)
        {
            // Two bits for each value: the mask of bytes is one instruction, that of 16-bit lanes is a call where AVX is not taken for granted.
            var found = Vector128.GreaterThanOrEqual(Vector128.Create(values[at..]), wanted).AsByte().ExtractMostSignificantBits();
            if (found != 0) { return at + (BitOperations.TrailingZeroCount(found) / 2); }
        }
        while (at < values.Length && values[at] < target) { at++; }
        return at;
    }

    /// <inheritdoc cref="FirstAtLeast(ReadOnlySpan{ushort}, ushort)"/>
    public static int FirstAtLeast(ReadOnlySpan<int> values, int target)
    {
        var wanted = Vector128.Create(target);
        var at = 0;
        for (; at + Vector128<int>.Count <= values.Length; at += Vector128<int>.Count)
        {
            var found = Vector128.GreaterThanOrEqual(Vector128.Create(values[at..]), wanted).ExtractMostSignificantBits();
            if (found != 0) { return at + BitOperations.TrailingZeroCount(found); }
        }
        while (at < values.Length && values[at] < target) { at++; }
        return at;
    }
}
