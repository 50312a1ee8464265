using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>
/// Shortest paths from one node to all (Meyer and Sanders, 2003): nodes are settled in bins of width delta, each bin by all threads at once; a
/// thread goes on alone while what it finds for the present bin is little (bucket fusion; Zhang et al., 2020). Distances are the one fixed point
/// of d(v) = min over arcs of d(u) + w, so they are the same bits as Dijkstra's, whatever the number of threads and delta.
/// </summary>
public sealed class DeltaStepping : IChunkWork
{
    private const int NodesPerChunk = 64;
    private const int FusedNodesMax = 1000;
    private readonly StaticGraph _graph;
    private readonly Crew _crew;
    private readonly DistanceBins[] _bins;
    private readonly double _perDelta;
    private readonly bool _isShared;
    private int[] _frontier = new int[64];
    private int _count;
    private double[] _distances = [];
    private long _bin;

    /// <param name="graph">Weights 0 or more (<see cref="ArcWeights"/>); without weights each arc is 1 long.</param>
    /// <param name="delta">Width of a bin; 0 chooses one by the mean weight and degree.</param>
    public DeltaStepping(StaticGraph graph, Crew crew, double delta = 0)
    {
        (_graph, _crew, _isShared) = (graph, crew, crew.WorkerCount > 1);
        _perDelta = 1 / (delta > 0 ? delta : ArcWeights.Delta(graph));
        _bins = [.. Enumerable.Range(0, crew.WorkerCount).Select(_ => new DistanceBins())];
    }

    /// <summary>Length of the shortest path from <paramref name="source"/> to each node; infinite where there is none.</summary>
    public void Run(int source, double[] distances)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(distances.Length, _graph.NodeCount);
        var nodes = new Chunks(distances.Length, 1 << 16);
        _crew.Run(new Each(nodes, range => distances.AsSpan(range).Fill(double.PositiveInfinity)), nodes.Count);
        foreach (var bins in _bins) { bins.Clear(); }
        (_distances, _bin, _count) = (distances, 0, 1);
        distances[source] = 0;
        _frontier[0] = source;
        while (_count > 0)
        {
            _crew.Run(this, (_count + NodesPerChunk - 1) / NodesPerChunk);
            Next();
        }
    }

    public void Execute(int chunk, int worker)
    {
        var bins = _bins[worker];
        var start = chunk * NodesPerChunk;
        foreach (var node in _frontier.AsSpan(start, Math.Min(NodesPerChunk, _count - start)))
        {
            if (BinOf(_distances[node]) == _bin) { Relax(node, bins); }
        }

        Fuse(bins);
    }

    /// <summary>What the present bin has got meanwhile, as far as it is little.</summary>
    private void Fuse(DistanceBins bins)
    {
        ref var bin = ref bins[_bin];
        var done = 0;
        for (; done < bin.Count && done < FusedNodesMax; done++)
        {
            var node = bin.Nodes[done];
            if (BinOf(_distances[node]) == _bin) { Relax(node, bins); }
        }

        bin.RemoveFirst(done);
    }

    private unsafe void Relax(int node, DistanceBins bins)
    {
        var arcs = _graph.Out;
        var (first, end) = (arcs.Offsets[node], arcs.Offsets[node + 1]);
        fixed (int* targets = arcs.Targets)
        fixed (float* weights = arcs.Weights)
        fixed (double* distances = _distances)
        {
            var (reached, arc) = (Volatile.Read(ref distances[node]), first);
            if (weights == null)
            {
                for (; arc < end; arc++) { Offer(ref distances[targets[arc]], reached + 1, targets[arc], bins); }
                return;
            }

            if (Avx2.IsSupported)
            {
                // Most arcs lead to where a shorter path is known: four at a time are passed over with one branch.
                var base4 = Vector256.Create(reached);
                for (; arc <= end - 4; arc += 4)
                {
                    var known = Avx2.GatherVector256(distances, Vector128.Load(targets + arc), sizeof(double));
                    var lengths = base4 + Avx.ConvertToVector256Double(Vector128.Load(weights + arc));
                    for (var better = Vector256.LessThan(lengths, known).ExtractMostSignificantBits(); better != 0; better &= better - 1)
                    {
                        var target = targets[arc + BitOperations.TrailingZeroCount(better)];
                        Offer(ref distances[target], reached + weights[arc + BitOperations.TrailingZeroCount(better)], target, bins);
                    }
                }
            }

            for (; arc < end; arc++) { Offer(ref distances[targets[arc]], reached + weights[arc], targets[arc], bins); }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer(ref double distance, double length, int target, DistanceBins bins)
    {
        if (length < distance && Lower(ref distance, length)) { bins.Add(BinOf(length), target); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long BinOf(double length) => (long)(length * _perDelta);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Lower(ref double distance, double length)
    {
        if (_isShared) { return LowerShared(ref distance, length); }
        distance = length;
        return true;
    }

    private static bool LowerShared(ref double distance, double length)
    {
        for (var seen = Volatile.Read(ref distance); length < seen;)
        {
            var found = Interlocked.CompareExchange(ref distance, length, seen);
            if (found == seen) { return true; }
            seen = found;
        }

        return false;
    }

    /// <summary>The next bin that any thread has something for becomes the frontier.</summary>
    private void Next()
    {
        _count = 0;
        var next = _bins.Min(bins => bins.FirstFilled(_bin));
        if (next == long.MaxValue)
        {
            if (!_bins.Any(bins => bins.HasBeyond)) { return; }
            next = _bins.Min(bins => bins.FirstBeyond(_distances, _perDelta));
            foreach (var bins in _bins) { bins.MoveTo(next, _distances, _perDelta); }
        }

        _bin = next;
        foreach (var bins in _bins)
        {
            ref var bin = ref bins[next];
            if (_frontier.Length < _count + bin.Count) { Array.Resize(ref _frontier, 2 * (_count + bin.Count)); }
            bin.Nodes.CopyTo(_frontier.AsSpan(_count));
            _count += bin.Count;
            bin.Count = 0;
        }
    }
}
