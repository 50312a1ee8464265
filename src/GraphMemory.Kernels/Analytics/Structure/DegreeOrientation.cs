using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>
/// An undirected graph whose nodes are numbered by falling degree and whose edges lead to the node of the greater degree only: no row is longer than
/// √(2m) (Chiba and Nishizeki, 1985), and what is looked at most, the hubs, lies close together. Rows are filled up to fours, so that a
/// loop over short ones needs no rest.
/// </summary>
internal sealed class DegreeOrientation
{
    public const int Step = 4;
    private const int ArcsPerChunk = 1 << 15;
    private readonly int[] _offsets;
    private readonly int[] _lengths;
    private readonly int[] _targets;

    private DegreeOrientation(int[] nodes, int[] offsets, int[] lengths, int[] targets) => (Nodes, _offsets, _lengths, _targets) = (nodes, offsets, lengths, targets);

    /// <summary>The node of each rank.</summary>
    public int[] Nodes { get; }

    public int NodeCount => Nodes.Length;

    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Ranks of the neighbours that come before a rank, in the order of the node's row.</summary>
    public ReadOnlySpan<int> Row(int rank) => _targets.AsSpan(_offsets[rank], _lengths[rank]);

    /// <summary>The row with its filling: the number of nodes, which is no rank.</summary>
    public ReadOnlySpan<int> FilledRow(int rank) => _targets.AsSpan(_offsets[rank], _offsets[rank + 1] - _offsets[rank]);

    /// <summary>Asks the memory for the row of a rank, so that it is there when it is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(int rank)
    {
        if (Sse.IsSupported) { Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_targets), _offsets[rank]))); }
    }

    public static DegreeOrientation Of(Adjacency rows, Crew crew)
    {
        var nodes = ByFallingDegree(rows);
        var (ranks, lengths, offsets) = (new int[nodes.Length], new int[nodes.Length], new int[nodes.Length + 1]);
        for (var rank = 0; rank < nodes.Length; rank++) { ranks[nodes[rank]] = rank; }
        var chunks = BalancedRows.Of(rows.Offsets, ArcsPerChunk);
        crew.Run(new Each(chunks, range => Count(rows, ranks, range, lengths)), chunks.Count);
        for (var rank = 0; rank < nodes.Length; rank++) { offsets[rank + 1] = offsets[rank] + ((lengths[rank] + Step - 1) / Step * Step); }
        var targets = GC.AllocateUninitializedArray<int>(offsets[^1]);
        crew.Run(new Each(chunks, range => Fill(rows, ranks, range, offsets, targets)), chunks.Count);
        return new DegreeOrientation(nodes, offsets, lengths, targets);
    }

    /// <summary>A counting sort; nodes of one degree stay in order.</summary>
    private static int[] ByFallingDegree(Adjacency rows)
    {
        var largest = 0;
        for (var node = 0; node < rows.NodeCount; node++) { largest = Math.Max(largest, rows.Degree(node)); }
        var next = new int[largest + 2];
        for (var node = 0; node < rows.NodeCount; node++) { next[largest - rows.Degree(node) + 1]++; }
        for (var i = 0; i <= largest; i++) { next[i + 1] += next[i]; }
        var nodes = new int[rows.NodeCount];
        for (var node = 0; node < nodes.Length; node++) { nodes[next[largest - rows.Degree(node)]++] = node; }
        return nodes;
    }

    private static void Count(Adjacency rows, int[] ranks, Range range, int[] lengths)
    {
        for (var node = range.Start.Value; node < range.End.Value; node++)
        {
            var (rank, count) = (ranks[node], 0);
            foreach (var target in rows.Row(node)) { count += ranks[target] < rank ? 1 : 0; }
            lengths[rank] = count;
        }
    }

    private static void Fill(Adjacency rows, int[] ranks, Range range, int[] offsets, int[] targets)
    {
        for (var node = range.Start.Value; node < range.End.Value; node++)
        {
            var rank = ranks[node];
            var row = targets.AsSpan(offsets[rank], offsets[rank + 1] - offsets[rank]);
            var next = 0;
            foreach (var target in rows.Row(node))
            {
                if (next == row.Length) { break; }
                row[next] = ranks[target]; // written over when it does not count: a jump would be guessed wrong every other time
                next += ranks[target] < rank ? 1 : 0;
            }

            row[next..].Fill(ranks.Length);
        }
    }
}
