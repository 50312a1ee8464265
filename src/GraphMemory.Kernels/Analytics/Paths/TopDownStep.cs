using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>One level of a breadth-first search: the frontier claims the neighbours that nobody has reached.</summary>
internal sealed class TopDownStep(Adjacency arcs, SlidingQueue queue, int workers) : IChunkWork
{
    private const int NodesPerChunk = 256;
    private const int BufferLength = 1024;
    private readonly int[][] _buffers = [.. Enumerable.Range(0, workers).Select(_ => new int[BufferLength])];
    private int[] _distances = [];
    private int _level;
    private long _scout;
    private bool _isShared;

    /// <returns>Arcs out of the nodes found.</returns>
    public long Run(Crew crew, int[] distances, int level)
    {
        var chunks = (queue.Count + NodesPerChunk - 1) / NodesPerChunk;
        (_distances, _level, _scout, _isShared) = (distances, level, 0, workers > 1 && chunks > 1);
        crew.Run(this, chunks);
        return _scout;
    }

    public void Execute(int chunk, int worker)
    {
        var frontier = queue.Frontier;
        frontier = frontier[(chunk * NodesPerChunk)..Math.Min(frontier.Length, (chunk + 1) * NodesPerChunk)];
        var (buffer, count, scout, level) = (_buffers[worker], 0, 0L, _level);
        ref var distances = ref MemoryMarshal.GetArrayDataReference(_distances);
        foreach (var node in frontier)
        {
            foreach (var target in arcs.Row(node))
            {
                ref var distance = ref Unsafe.Add(ref distances, target);
                if (distance >= 0 || !Claim(ref distance, level)) { continue; }
                scout += arcs.Degree(target);
                buffer[count++] = target;
                if (count < BufferLength) { continue; }
                queue.Append(buffer);
                count = 0;
            }
        }

        queue.Append(buffer.AsSpan(0, count));
        Interlocked.Add(ref _scout, scout);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Claim(ref int distance, int level)
    {
        if (_isShared) { return Interlocked.CompareExchange(ref distance, level, -1) == -1; }
        distance = level;
        return true;
    }
}
