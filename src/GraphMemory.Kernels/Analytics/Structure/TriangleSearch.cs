using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>
/// Walks all nodes and closes the triangles to the two corners of greater degree. Which way the second and third corner are brought together depends on the
/// second: a hub has its row as bits, and is asked for each other hub of the node when these are few, or met with all of them 64 at a time; the row of
/// another is summed over a table of marks. None of them jumps on what it finds.
/// </summary>
/// <typeparam name="TTally">What becomes of the third corner. Sums are whole numbers, so it does not matter who adds what.</typeparam>
internal sealed class TriangleSearch<TTally>(DegreeOrientation graph, HubTable hubs, TTally[] tallies) : IChunkWork where TTally : struct, ITally
{
    private const int ArcsPerChunk = 1 << 12;
    private const int AskMax = 64;
    private const int LineLongs = 16; // sums a line of the cache apart, so that workers do not write to one
    private readonly BalancedRows _chunks = BalancedRows.Of(graph.Offsets, ArcsPerChunk);
    private readonly Scratch?[] _scratch = new Scratch[tallies.Length];
    private readonly long[] _sums = new long[tallies.Length * LineLongs];

    public int ChunkCount => _chunks.Count;

    /// <summary>Triangles found.</summary>
    public long Sum => _sums.Sum();

    public void Execute(int chunk, int worker)
    {
        var scratch = _scratch[worker] ??= new Scratch(graph.NodeCount, hubs);
        for (var (rank, end) = (_chunks[chunk].Start.Value, _chunks[chunk].End.Value); rank < end; rank++)
        {
            var row = graph.Row(rank);
            if (row.Length < 2) { continue; }
            var found = Close(row, scratch, tallies[worker]);
            tallies[worker].Add(rank, found);
            _sums[worker * LineLongs] += found;
        }
    }

    private long Close(ReadOnlySpan<int> row, Scratch scratch, TTally tally)
    {
        var near = scratch.TakeHubs(row, hubs.Hubs);
        var isAsked = near.Length <= AskMax;
        if (!isAsked) { HubTable.Set(near, scratch.Bits); }
        var hasOthers = near.Length < row.Length;
        if (hasOthers) { Mark(row, scratch.Marks); }
        var sum = 0L;
        foreach (var second in row)
        {
            var found = second >= hubs.Hubs ? Marked(graph.FilledRow(second), scratch.Marks, tally)
                : isAsked ? hubs.Ask(second, near, tally)
                : hubs.Meet(second, scratch.Bits, tally);
            tally.Add(second, found);
            sum += found;
        }

        if (hasOthers) { Unmark(row, scratch.Marks); }
        if (!isAsked) { Array.Clear(scratch.Bits); }
        return sum;
    }

    private void Mark(ReadOnlySpan<int> row, byte[] marks)
    {
        foreach (var rank in row)
        {
            marks[rank] = 1;
            graph.Fetch(rank);
        }
    }

    private static void Unmark(ReadOnlySpan<int> row, byte[] marks)
    {
        foreach (var rank in row) { marks[rank] = 0; }
    }

    private static long Marked(ReadOnlySpan<int> row, byte[] table, TTally tally)
    {
        ref var marks = ref MemoryMarshal.GetArrayDataReference(table);
        ref var rank = ref MemoryMarshal.GetReference(row);
        long even = 0, odd = 0;
        for (var left = row.Length; left > 0; left -= DegreeOrientation.Step)
        {
            long a = Unsafe.Add(ref marks, rank), b = Unsafe.Add(ref marks, Unsafe.Add(ref rank, 1));
            long c = Unsafe.Add(ref marks, Unsafe.Add(ref rank, 2)), d = Unsafe.Add(ref marks, Unsafe.Add(ref rank, 3));
            even += a + c;
            odd += b + d;
            tally.Add(rank, a);
            tally.Add(Unsafe.Add(ref rank, 1), b);
            tally.Add(Unsafe.Add(ref rank, 2), c);
            tally.Add(Unsafe.Add(ref rank, 3), d);
            rank = ref Unsafe.Add(ref rank, DegreeOrientation.Step);
        }

        return even + odd;
    }

    private sealed class Scratch(int nodeCount, HubTable hubs)
    {
        private readonly int[] _near = new int[hubs.Hubs + 1];

        /// <summary>One per rank, and a 0 for the filling of rows.</summary>
        public byte[] Marks { get; } = new byte[nodeCount + 1];

        public ulong[] Bits { get; } = new ulong[hubs.Words];

        public ReadOnlySpan<int> TakeHubs(ReadOnlySpan<int> row, int limit)
        {
            var count = 0;
            foreach (var rank in row)
            {
                if (rank < limit) { _near[count++] = rank; }
            }

            return _near.AsSpan(0, count);
        }
    }
}
