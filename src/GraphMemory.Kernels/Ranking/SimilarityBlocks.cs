using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Ranking;

/// <summary>
/// Finds pairs of sets that may be similar without comparing each with each: locality-sensitive hashing of MinHash signatures (Indyk and Motwani, 1998;
/// Leskovec, Rajaraman and Ullman, 2014, 3.4). A signature is cut into bands; two sets of similarity s share one with probability
/// 1 − (1 − s⁴)¹⁶: 0.64 at 0.5, 0.988 at 0.7, 0.9998 at 0.8. A set costs 64 bytes. What is found is a candidate: the caller compares.
/// </summary>
public sealed class SimilarityBlocks
{
    /// <summary>Bands of a signature.</summary>
    public const int Bands = 16;

    private const int Rows = MinHash.Size / Bands;

    /// <summary>In a larger block each item is paired with the first only, so that a thousand copies give a thousand pairs and not half a million.</summary>
    private const int AllPairsMax = 32;

    private readonly List<uint> _bands = [];

    /// <summary>Items added.</summary>
    public int Count => _bands.Count / Bands;

    /// <summary>Adds an item; it gets the next number, from 0.</summary>
    /// <param name="salt">Only items of one salt are paired.</param>
    public void Add(ReadOnlySpan<uint> signature, ulong salt = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, MinHash.Size);
        for (var band = 0; band < Bands; band++) { _bands.Add(BandOf(signature.Slice(band * Rows, Rows), salt)); }
    }

    /// <summary>Pairs that share a band, the smaller number first, without repetition, by rising numbers.</summary>
    /// <param name="countMax">The search ends when it has this many.</param>
    public List<(int First, int Second)> Pairs(int countMax)
    {
        var (found, entries) = (new HashSet<ulong>(), new ulong[Count]);
        for (var band = 0; band < Bands && found.Count < countMax; band++)
        {
            Fill(entries, band);
            Array.Sort(entries);
            for (int from = 0, to; from < entries.Length && found.Count < countMax; from = to)
            {
                for (to = from + 1; to < entries.Length && entries[to] >> 32 == entries[from] >> 32;) { to++; }
                if (to - from > 1) { Pair(entries.AsSpan(from..to), found, countMax); }
            }
        }

        ulong[] sorted = [.. found];
        Array.Sort(sorted);
        return [.. sorted.Select(pair => ((int)(pair >> 32), (int)pair))];
    }

    private void Fill(Span<ulong> entries, int band)
    {
        var bands = CollectionsMarshal.AsSpan(_bands);
        for (var item = 0; item < entries.Length; item++) { entries[item] = ((ulong)bands[(item * Bands) + band] << 32) | (uint)item; }
    }

    private static void Pair(ReadOnlySpan<ulong> block, HashSet<ulong> found, int countMax)
    {
        var firsts = block.Length > AllPairsMax ? 1 : block.Length - 1;
        for (var i = 0; i < firsts; i++)
        {
            for (var j = i + 1; j < block.Length && found.Count < countMax; j++) { found.Add((block[i] << 32) | (uint)block[j]); }
        }
    }

    private static uint BandOf(ReadOnlySpan<uint> rows, ulong salt)
    {
        var hash = salt ^ 0x9E3779B97F4A7C15;
        foreach (var row in rows)
        {
            hash = (hash ^ row) * 0xBF58476D1CE4E5B9;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32);
    }
}
