using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Structure;

/// <summary>
/// Triangles, each found once: from its node of least degree over the edges that lead to greater ones (Schank and Wagner, 2005; Latapy, 2008). The
/// neighbours of the node are marked in a table of bytes, and the rows of the neighbours are summed over the table: no branch, no comparison, and
/// the entries that are asked for most lie side by side. O(m^1.5).
/// </summary>
public static class Triangles
{
    private const int ArcsPerChunk = 1 << 12;

    /// <summary>How many there are.</summary>
    public static long Count(StaticGraph graph, Crew crew)
    {
        Debug.Assert(!graph.IsDirected);
        var counting = new Counting(DegreeOrientation.Of(graph.Out, crew), crew.WorkerCount);
        crew.Run(counting, counting.ChunkCount);
        return counting.Sum();
    }

    /// <summary>How many each node is a corner of; returns how many there are.</summary>
    public static long CountPerNode(StaticGraph graph, long[] counts, Crew crew)
    {
        Debug.Assert(!graph.IsDirected && counts.Length == graph.NodeCount);
        var orientation = DegreeOrientation.Of(graph.Out, crew);
        var counting = new CountingPerNode(orientation, crew.WorkerCount);
        crew.Run(counting, counting.ChunkCount);
        var nodes = new Chunks(counts.Length, 1 << 14);
        crew.Run(new Each(nodes, range => counting.AddUp(range, orientation.Nodes, counts)), nodes.Count);
        var sum = 0L;
        foreach (var count in counts) { sum += count; }
        return sum / 3;
    }

    /// <summary>Share of the pairs of a node's neighbours that are linked (Watts and Strogatz, 1998); 0 below two neighbours.</summary>
    public static void LocalClustering(StaticGraph graph, ReadOnlySpan<long> counts, Span<double> clustering)
    {
        for (var node = 0; node < clustering.Length; node++)
        {
            double degree = graph.Out.Degree(node);
            clustering[node] = degree < 2 ? 0 : 2 * counts[node] / (degree * (degree - 1));
        }
    }

    /// <summary>Share of the paths over two edges whose ends are linked; 0 when there is none.</summary>
    public static double Transitivity(StaticGraph graph, long triangles)
    {
        var paths = 0.0;
        for (var node = 0; node < graph.NodeCount; node++) { paths += 0.5 * graph.Out.Degree(node) * (graph.Out.Degree(node) - 1.0); }
        return paths == 0 ? 0 : 3 * triangles / paths;
    }

    /// <summary>Walks the nodes of a chunk with the neighbours of each marked. What a worker sums up is whole numbers, so its share does not matter.</summary>
    private abstract class Marking(DegreeOrientation graph, int workers) : IChunkWork
    {
        private readonly BalancedRows _chunks = BalancedRows.Of(graph.Offsets, ArcsPerChunk);
        private readonly byte[]?[] _marks = new byte[workers][];

        public int ChunkCount => _chunks.Count;

        protected DegreeOrientation Graph => graph;

        public void Execute(int chunk, int worker)
        {
            var marks = _marks[worker] ??= new byte[graph.NodeCount];
            for (var (rank, end) = (_chunks[chunk].Start.Value, _chunks[chunk].End.Value); rank < end; rank++)
            {
                var row = graph.Row(rank);
                if (row.Length < 2) { continue; }
                foreach (var neighbour in row) { marks[neighbour] = 1; }
                Close(rank, row, ref MemoryMarshal.GetArrayDataReference(marks), worker);
                foreach (var neighbour in row) { marks[neighbour] = 0; }
            }
        }

        /// <summary>Counts the triangles of a node and two of its neighbours.</summary>
        protected abstract void Close(int rank, ReadOnlySpan<int> row, ref byte marks, int worker);
    }

    private sealed class Counting(DegreeOrientation graph, int workers) : Marking(graph, workers)
    {
        // A line of the cache apart, so that workers do not write to one.
        private const int Stride = 16;
        private readonly long[] _sums = new long[workers * Stride];

        public long Sum()
        {
            var sum = 0L;
            foreach (var part in _sums) { sum += part; }
            return sum;
        }

        protected override void Close(int rank, ReadOnlySpan<int> row, ref byte marks, int worker)
        {
            var sum = 0L;
            foreach (var neighbour in row) { sum += Marked(Graph.Row(neighbour), ref marks); }
            _sums[worker * Stride] += sum;
        }

        // Four sums: an addition need not wait for the one before.
        private static long Marked(ReadOnlySpan<int> row, ref byte marks)
        {
            uint a = 0, b = 0, c = 0, d = 0;
            var i = 0;
            for (; i + 4 <= row.Length; i += 4)
            {
                a += Unsafe.Add(ref marks, row[i]);
                b += Unsafe.Add(ref marks, row[i + 1]);
                c += Unsafe.Add(ref marks, row[i + 2]);
                d += Unsafe.Add(ref marks, row[i + 3]);
            }

            for (; i < row.Length; i++) { a += Unsafe.Add(ref marks, row[i]); }
            return (long)a + b + c + d;
        }
    }

    private sealed class CountingPerNode(DegreeOrientation graph, int workers) : Marking(graph, workers)
    {
        private readonly long[]?[] _counts = new long[workers][];

        public void AddUp(Range ranks, int[] nodes, long[] counts)
        {
            for (var rank = ranks.Start.Value; rank < ranks.End.Value; rank++)
            {
                var sum = 0L;
                foreach (var part in _counts) { sum += part is null ? 0 : part[rank]; }
                counts[nodes[rank]] = sum;
            }
        }

        protected override void Close(int rank, ReadOnlySpan<int> row, ref byte marks, int worker)
        {
            var counts = _counts[worker] ??= new long[Graph.NodeCount];
            ref var at = ref MemoryMarshal.GetArrayDataReference(counts);
            var sum = 0L;
            foreach (var neighbour in row)
            {
                var found = 0L;
                foreach (var third in Graph.Row(neighbour))
                {
                    long mark = Unsafe.Add(ref marks, third);
                    Unsafe.Add(ref at, third) += mark;
                    found += mark;
                }

                Unsafe.Add(ref at, neighbour) += found;
                sum += found;
            }

            counts[rank] += sum;
        }
    }
}
