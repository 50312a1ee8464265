using System.Numerics;
using System.Runtime.Intrinsics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// How many nodes each node reaches. 512 searches run at once as the bits of one vector per node (after Then and others, The more the merrier, 2014),
/// against the arcs and from all nodes: what arrives at a node are those that it reaches. O(n · m / 512) at worst.
/// </summary>
public sealed class ReachCounts : IChunkWork
{
    private const int Batch = 512;
    private readonly Adjacency _against;
    private readonly Scratch?[] _scratch;

    private ReachCounts(Adjacency against, int workers) => (_against, _scratch) = (against, new Scratch?[workers]);

    /// <param name="counts">One per node: the others that a way along the arcs leads to.</param>
    public static void Compute(StaticGraph graph, Span<double> counts, Crew crew)
    {
        var work = new ReachCounts(graph.In, crew.WorkerCount);
        crew.Run(work, new Chunks(graph.NodeCount, Batch).Count);
        for (var node = 0; node < counts.Length; node++)
        {
            counts[node] = -1; // itself
            foreach (var scratch in work._scratch) { counts[node] += scratch?.Counts[node] ?? 0; }
        }
    }

    public void Execute(int chunk, int worker)
    {
        var scratch = _scratch[worker] ??= new Scratch(_against.NodeCount);
        Array.Clear(scratch.Seen);
        var end = Math.Min(_against.NodeCount, (chunk + 1) * Batch);
        for (var node = chunk * Batch; node < end; node++)
        {
            var bit = node % Batch;
            scratch.Arrive(node, Vector512<ulong>.Zero.WithElement(bit / 64, 1UL << (bit % 64)));
        }

        while (scratch.TryTake(out var node, out var news))
        {
            foreach (var target in _against.Row(node)) { scratch.Arrive(target, news); }
        }

        for (var node = 0; node < scratch.Seen.Length; node++) { scratch.Counts[node] += Ones(scratch.Seen[node]); }
    }

    private static int Ones(Vector512<ulong> bits)
    {
        var ones = 0;
        for (var i = 0; i < Vector512<ulong>.Count; i++) { ones += BitOperations.PopCount(bits[i]); }
        return ones;
    }

    private sealed class Scratch(int nodeCount)
    {
        private readonly Vector512<ulong>[] _news = new Vector512<ulong>[nodeCount];
        private readonly int[] _queue = new int[nodeCount]; // a node waits at most once: never longer
        private int _head;
        private int _count;

        public Vector512<ulong>[] Seen { get; } = new Vector512<ulong>[nodeCount];

        /// <summary>Sums of whole numbers: the same whichever worker had which batch.</summary>
        public int[] Counts { get; } = new int[nodeCount];

        public void Arrive(int node, Vector512<ulong> sources)
        {
            var fresh = Vector512.AndNot(sources, Seen[node]);
            if (fresh == Vector512<ulong>.Zero) { return; }
            Seen[node] |= fresh;
            if (_news[node] == Vector512<ulong>.Zero)
            {
                var at = _head + _count++;
                _queue[at < _queue.Length ? at : at - _queue.Length] = node;
            }

            _news[node] |= fresh;
        }

        public bool TryTake(out int node, out Vector512<ulong> news)
        {
            (node, news) = (0, default);
            if (_count == 0) { return false; }
            node = _queue[_head];
            _head = _head + 1 < _queue.Length ? _head + 1 : 0;
            _count--;
            (news, _news[node]) = (_news[node], Vector512<ulong>.Zero);
            return true;
        }
    }
}
