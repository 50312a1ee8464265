using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Vectors;

/// <summary>
/// Arithmetic on float32 vectors. Sums run in several lanes, so the last bits of a result depend on the width of the machine's registers.
/// </summary>
public static class FloatVector
{
    /// <summary>Dot product; the cosine when both are of unit length.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, b.Length);
        return Vector512.IsHardwareAccelerated ? Dot512(a, b) : Vector256.IsHardwareAccelerated ? Dot256(a, b) : Dot128(a, b);
    }

    /// <summary>Scales a vector to unit length. False, and unchanged, when it has no length or a number that is none.</summary>
    public static bool Normalise(Span<float> vector)
    {
        var norm = Math.Sqrt(Dot(vector, vector));
        if (!(norm > 0) || !double.IsFinite(norm)) { return false; }
        var factor = (float)(1 / norm);
        foreach (ref var value in vector) { value *= factor; }
        return true;
    }

    /// <summary>The plain loop: what the wide ones are held against.</summary>
    internal static float DotScalar(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) { sum += a[i] * b[i]; }
        return sum;
    }

    // Four sums at a time hide the latency of the fused multiply-add.
    internal static float Dot128(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector128<float> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + 16 <= (nuint)a.Length; i += 16)
        {
            s0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref left, i), Vector128.LoadUnsafe(ref right, i), s0);
            s1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref left, i + 4), Vector128.LoadUnsafe(ref right, i + 4), s1);
            s2 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref left, i + 8), Vector128.LoadUnsafe(ref right, i + 8), s2);
            s3 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref left, i + 12), Vector128.LoadUnsafe(ref right, i + 12), s3);
        }

        return Vector128.Sum(s0 + s1 + (s2 + s3)) + DotScalar(a[(int)i..], b[(int)i..]);
    }

    internal static float Dot256(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        nuint i = 0;
        for (; i + 32 <= (nuint)a.Length; i += 32)
        {
            s0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, i), Vector256.LoadUnsafe(ref right, i), s0);
            s1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, i + 8), Vector256.LoadUnsafe(ref right, i + 8), s1);
            s2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, i + 16), Vector256.LoadUnsafe(ref right, i + 16), s2);
            s3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, i + 24), Vector256.LoadUnsafe(ref right, i + 24), s3);
        }

        return Vector256.Sum(s0 + s1 + (s2 + s3)) + DotScalar(a[(int)i..], b[(int)i..]);
    }

    internal static float Dot512(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector512<float> s0 = default, s1 = default;
        nuint i = 0;
        for (; i + 32 <= (nuint)a.Length; i += 32)
        {
            s0 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref left, i), Vector512.LoadUnsafe(ref right, i), s0);
            s1 = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref left, i + 16), Vector512.LoadUnsafe(ref right, i + 16), s1);
        }

        return Vector512.Sum(s0 + s1) + DotScalar(a[(int)i..], b[(int)i..]);
    }
}
