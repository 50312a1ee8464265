using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GraphMemory.Kernels.Ranking;

/// <summary>MinHash signatures (Broder, 1997): 64 minima of 32-bit hashes. The share of equal places estimates the Jaccard similarity
/// with a standard error of at most 1/16. Signatures are stable across processes and may be stored.</summary>
public static class MinHash
{
    /// <summary>Values in a signature.</summary>
    public const int Size = 64;

    private static readonly uint[] Multipliers = Odd(0x9E3779B97F4A7C15);
    private static readonly uint[] Additions = Odd(0xD1B54A32D192ED03);

    /// <summary>Writes the signature of a set of hashes, in any order; duplicates change nothing. An empty set is all ones.</summary>
    public static void Sign(ReadOnlySpan<ulong> items, Span<uint> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Size);
        signature.Fill(uint.MaxValue);
        Add(items, signature);
    }

    /// <summary>Makes the signature of a set that of its union with more items.</summary>
    public static void Add(ReadOnlySpan<ulong> items, Span<uint> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, Size);
        var minima = MemoryMarshal.Cast<uint, Vector256<uint>>(signature);
        var multipliers = MemoryMarshal.Cast<uint, Vector256<uint>>(Multipliers);
        var additions = MemoryMarshal.Cast<uint, Vector256<uint>>(Additions);
        foreach (var item in items)
        {
            var value = Vector256.Create((uint)(Mix(item) >> 32));
            for (var i = 0; i < minima.Length; i++)
            {
                // Multiplication carries upwards only, so the good upper bits are folded into the lower ones before comparing.
                var hash = (value ^ additions[i]) * multipliers[i];
                hash = (hash ^ (hash >>> 15)) * multipliers[i];
                minima[i] = Vector256.Min(minima[i], hash ^ (hash >>> 16));
            }
        }
    }

    /// <summary><see cref="Add"/> one place after the other: what the vectors are measured against.</summary>
    internal static void AddScalar(ReadOnlySpan<ulong> items, Span<uint> signature)
    {
        foreach (var item in items)
        {
            var value = (uint)(Mix(item) >> 32);
            for (var i = 0; i < Size; i++)
            {
                var hash = (value ^ Additions[i]) * Multipliers[i];
                hash = (hash ^ (hash >> 15)) * Multipliers[i];
                signature[i] = Math.Min(signature[i], hash ^ (hash >> 16));
            }
        }
    }

    /// <summary>Share of equal places: the estimated Jaccard similarity.</summary>
    public static double Similarity(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, Size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, Size);
        var equal = 0;
        for (var i = 0; i < Size; i++) { equal += a[i] == b[i] ? 1 : 0; }
        return (double)equal / Size;
    }

    // SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static uint[] Odd(ulong seed) => [.. Enumerable.Range(1, Size).Select(i => (uint)(Mix(seed * (ulong)i) >> 32) | 1)];
}
