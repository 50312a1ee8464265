using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>One level of a breadth-first search: each node not yet reached looks for one neighbour in the frontier and stops at the first.</summary>
internal sealed class BottomUpStep(StaticGraph graph, SlidingQueue queue) : IChunkWork
{
    /// <summary>A multiple of 64: no two chunks write to one word of a bitmap.</summary>
    public const int NodesPerChunk = 1 << 14;

    private Bitmap _frontier = new(graph.NodeCount);
    private Bitmap _next = new(graph.NodeCount);
    private readonly Bitmap _open = new(graph.NodeCount);
    private int[] _distances = [];
    private int _level;
    private int _found;

    /// <summary>From the queue to the bitmap, and who is still to be reached.</summary>
    public void Begin(Crew crew, int[] distances, int chunks)
    {
        _distances = distances;
        _frontier.Clear();
        foreach (var node in queue.Frontier) { _frontier.Add(node); }
        crew.Run(new Each(new Chunks(graph.NodeCount, NodesPerChunk), Open), chunks);
    }

    /// <returns>How many nodes were found; they are the frontier now.</returns>
    public int Run(Crew crew, int level, int chunks)
    {
        (_level, _found) = (level, 0);
        crew.Run(this, chunks);
        (_frontier, _next) = (_next, _frontier);
        return _found;
    }

    /// <summary>From the bitmap back to the queue.</summary>
    public void End(Crew crew, int chunks) => crew.Run(new Each(new Chunks(graph.NodeCount, NodesPerChunk), Enqueue), chunks);

    public unsafe void Execute(int chunk, int worker)
    {
        var (first, last) = Words(chunk * NodesPerChunk, Math.Min(graph.NodeCount, (chunk + 1) * NodesPerChunk));
        var (arcs, level, found) = (graph.In, _level, 0);
        fixed (ulong* frontier = _frontier.Words, next = _next.Words, open = _open.Words)
        fixed (int* offsets = arcs.Offsets, targets = arcs.Targets, distances = _distances)
        {
            for (var word = first; word < last; word++)
            {
                var reached = 0UL;
                Fetch(open[word], offsets + (word << 6), targets);
                for (var left = open[word]; left != 0; left &= left - 1)
                {
                    var node = (word << 6) + BitOperations.TrailingZeroCount(left);
                    if (!Touches(frontier, targets + offsets[node], targets + offsets[node + 1])) { continue; }
                    reached |= left & (~left + 1);
                    distances[node] = level;
                }

                next[word] = reached;
                open[word] &= ~reached;
                found += BitOperations.PopCount(reached);
            }
        }

        Interlocked.Add(ref _found, found);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool Touches(ulong* frontier, int* source, int* end)
    {
        for (; source < end; source++)
        {
            if (((frontier[(uint)*source >> 6] >> *source) & 1) != 0) { return true; }
        }

        return false;
    }

    /// <summary>Asks for the first arcs of 64 nodes ahead of their use: they lie far apart, and the search mostly needs but one or two of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Fetch(ulong open, int* offsets, int* targets)
    {
        if (!Sse.IsSupported) { return; }
        for (; open != 0; open &= open - 1) { Sse.Prefetch0(targets + offsets[BitOperations.TrailingZeroCount(open)]); }
    }

    private static (int First, int Last) Words(int start, int end) => (start >> 6, (end + 63) >> 6);

    private void Open(Range nodes)
    {
        var offsets = graph.In.Offsets;
        var words = _open.Words;
        var (first, last) = Words(nodes.Start.Value, nodes.End.Value);
        for (var word = first; word < last; word++)
        {
            var (bits, end) = (0UL, Math.Min(nodes.End.Value, (word + 1) << 6));
            for (var node = word << 6; node < end; node++)
            {
                var isOpen = _distances[node] < 0 & offsets[node + 1] > offsets[node];
                bits |= (isOpen ? 1UL : 0) << node;
            }

            words[word] = bits;
        }
    }

    private void Enqueue(Range nodes)
    {
        var (first, last) = Words(nodes.Start.Value, nodes.End.Value);
        var words = _frontier.Words[first..last];
        var count = 0;
        foreach (var word in words) { count += BitOperations.PopCount(word); }
        if (count == 0) { return; }
        var room = queue.Reserve(count);
        var filled = 0;
        for (var word = 0; word < words.Length; word++)
        {
            for (var left = words[word]; left != 0; left &= left - 1)
            {
                room[filled++] = ((first + word) << 6) + BitOperations.TrailingZeroCount(left);
            }
        }
    }
}
