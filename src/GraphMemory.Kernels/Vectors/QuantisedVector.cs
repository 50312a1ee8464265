using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// Vectors of signed bytes with one scale each: value = code · scale, codes from -127 to 127. A quarter of the memory of float32, which is
/// what a search waits for; the best are ranked again with the floats.
/// </summary>
public static class QuantisedVector
{
    private const float CodeMax = 127;

    /// <summary>Rounds a vector to codes. Returns the scale; 0 for a vector of zeros.</summary>
    public static float Quantise(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, vector.Length);
        var largest = 0f;
        foreach (var value in vector) { largest = Math.Max(largest, Math.Abs(value)); }
        if (!(largest > 0) || !float.IsFinite(largest))
        {
            codes.Clear();
            return 0;
        }

        var factor = CodeMax / largest;
        for (var i = 0; i < vector.Length; i++) { codes[i] = (sbyte)MathF.Round(vector[i] * factor); }
        return largest / CodeMax;
    }

    /// <summary>Codes as 16-bit numbers: the side of a product that stays the same for many rows is widened once.</summary>
    public static void Widen(ReadOnlySpan<sbyte> codes, Span<short> wide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wide.Length, codes.Length);
        for (var i = 0; i < codes.Length; i++) { wide[i] = codes[i]; }
    }

    /// <summary>Dot product of codes, exact.</summary>
    public static int Dot(ReadOnlySpan<short> wide, ReadOnlySpan<sbyte> codes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(codes.Length, wide.Length);
        // Asked by instruction set and not by width: a native binary may then look at the machine that it runs on.
        return Avx512BW.IsSupported ? Dot512(wide, codes) : Avx2.IsSupported ? Dot256(wide, codes) : Dot128(wide, codes);
    }

    /// <summary>The plain loop: what the wide ones are held against.</summary>
    internal static int DotScalar(ReadOnlySpan<short> wide, ReadOnlySpan<sbyte> codes)
    {
        var sum = 0;
        for (var i = 0; i < codes.Length; i++) { sum += wide[i] * codes[i]; }
        return sum;
    }

    internal static int Dot128(ReadOnlySpan<short> wide, ReadOnlySpan<sbyte> codes)
    {
        ref var left = ref MemoryMarshal.GetReference(wide);
        ref var right = ref MemoryMarshal.GetReference(codes);
        Vector128<int> s0 = default, s1 = default;
        nuint i = 0;
        for (; i + 16 <= (nuint)codes.Length; i += 16)
        {
            var row = Vector128.LoadUnsafe(ref right, i);
            s0 += MultiplyAddAdjacent(Vector128.WidenLower(row), Vector128.LoadUnsafe(ref left, i));
            s1 += MultiplyAddAdjacent(Vector128.WidenUpper(row), Vector128.LoadUnsafe(ref left, i + 8));
        }

        return Vector128.Sum(s0 + s1) + DotScalar(wide[(int)i..], codes[(int)i..]);
    }

    internal static int Dot256(ReadOnlySpan<short> wide, ReadOnlySpan<sbyte> codes)
    {
        ref var left = ref MemoryMarshal.GetReference(wide);
        ref var right = ref MemoryMarshal.GetReference(codes);
        Vector256<int> s0 = default, s1 = default;
        nuint i = 0;
        for (; i + 32 <= (nuint)codes.Length; i += 32)
        {
            s0 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, i)), Vector256.LoadUnsafe(ref left, i));
            s1 += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, i + 16)), Vector256.LoadUnsafe(ref left, i + 16));
        }

        return Vector256.Sum(s0 + s1) + DotScalar(wide[(int)i..], codes[(int)i..]);
    }

    internal static int Dot512(ReadOnlySpan<short> wide, ReadOnlySpan<sbyte> codes)
    {
        ref var left = ref MemoryMarshal.GetReference(wide);
        ref var right = ref MemoryMarshal.GetReference(codes);
        Vector512<int> s0 = default, s1 = default;
        nuint i = 0;
        for (; i + 64 <= (nuint)codes.Length; i += 64)
        {
            s0 += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref right, i)), Vector512.LoadUnsafe(ref left, i));
            s1 += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref right, i + 32)), Vector512.LoadUnsafe(ref left, i + 32));
        }

        return Vector512.Sum(s0 + s1) + DotScalar(wide[(int)i..], codes[(int)i..]);
    }

    /// <summary>Sums of adjacent products; two products of codes never leave 16 bits by more than a 32-bit sum holds.</summary>
    private static Vector128<int> MultiplyAddAdjacent(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported) { return Sse2.MultiplyAddAdjacent(a, b); }
        // Elsewhere the products are added across halves instead: in the end everything is summed anyway.
        return (Vector128.WidenLower(a) * Vector128.WidenLower(b)) + (Vector128.WidenUpper(a) * Vector128.WidenUpper(b));
    }
}
