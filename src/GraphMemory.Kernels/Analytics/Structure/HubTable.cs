using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>The rows of the first ranks as bits: one table says in one step whether two hubs are linked, and compares 64 at once.</summary>
internal sealed class HubTable
{
    private const int HubsMax = 1 << 13;
    private const int ArcsPerWord = 2;
    private const int RowMin = 48;
    private readonly ulong[] _bits;

    private HubTable(int hubs)
    {
        (Hubs, Words) = (hubs, (hubs + 63) / 64);
        _bits = new ulong[hubs * Words];
    }

    /// <summary>Ranks below this have a row.</summary>
    public int Hubs { get; }

    /// <summary>Words of a row.</summary>
    public int Words { get; }

    /// <summary>As many hubs as have rows so long that reading bits pays.</summary>
    public static HubTable Of(DegreeOrientation graph, Crew crew)
    {
        var hubs = Math.Min(HubsMax, graph.NodeCount);
        while (hubs > 0 && graph.Row(hubs - 1).Length < Math.Max(RowMin, ArcsPerWord * (hubs / 64))) { hubs--; }
        var table = new HubTable(hubs);
        var chunks = new Chunks(hubs, 64);
        crew.Run(new Each(chunks, range =>
        {
            for (var rank = range.Start.Value; rank < range.End.Value; rank++) { Set(graph.Row(rank), table._bits.AsSpan(rank * table.Words, table.Words)); }
        }), chunks.Count);
        return table;
    }

    public static void Set(ReadOnlySpan<int> ranks, Span<ulong> bits)
    {
        foreach (var rank in ranks) { bits[rank >> 6] |= 1UL << rank; }
    }

    /// <summary>Neighbours of a hub among those given.</summary>
    public long Ask<TTally>(int hub, ReadOnlySpan<int> ranks, TTally tally) where TTally : struct, ITally
    {
        ref var row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bits), (nuint)(hub * Words));
        var found = 0L;
        foreach (var rank in ranks)
        {
            var mark = (long)(Unsafe.Add(ref row, rank >> 6) >> rank) & 1;
            found += mark;
            tally.Add(rank, mark);
        }

        return found;
    }

    /// <summary>Neighbours of a hub among the bits given; they all come before it.</summary>
    public long Meet<TTally>(int hub, ReadOnlySpan<ulong> bits, TTally tally) where TTally : struct, ITally
    {
        var row = _bits.AsSpan(hub * Words, (hub >> 6) + 1);
        var found = 0L;
        for (var i = 0; i < row.Length; i++)
        {
            var both = row[i] & bits[i];
            found += BitOperations.PopCount(both);
            for (; TTally.IsPerNode && both != 0; both &= both - 1) { tally.Add((i << 6) + BitOperations.TrailingZeroCount(both), 1); }
        }

        return found;
    }
}
