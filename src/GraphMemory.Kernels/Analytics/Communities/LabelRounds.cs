using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>The rounds of <see cref="LabelPropagation"/>. Each block takes three steps, each on all threads: what nodes want, who may, and the change.</summary>
internal sealed class LabelRounds<TWeights> where TWeights : IArcWeights
{
    private const int ChunkSize = 128;
    private const int BlockSizeMin = 256;
    private const int BlocksMax = 32;
    private readonly Adjacency _arcs;
    private readonly int[] _labels;
    private readonly ulong _seed;
    private readonly Crew _crew;
    private readonly int[] _order;
    private readonly int[] _places;
    private readonly int[] _wanted;
    private readonly bool[] _isActive;
    private readonly bool[] _mayChange;
    private readonly NeighbourSums[] _sums;
    private readonly int _blockSize;

    public LabelRounds(Adjacency arcs, int[] labels, ulong seed, Crew crew)
    {
        (_arcs, _labels, _seed, _crew) = (arcs, labels, seed, crew);
        (_order, _places, _wanted) = (new int[labels.Length], new int[labels.Length], labels.AsSpan().ToArray());
        (_isActive, _mayChange) = (new bool[labels.Length], new bool[labels.Length]);
        _sums = [.. Enumerable.Range(0, crew.WorkerCount).Select(_ => new NeighbourSums(labels.Length))];
        _blockSize = Math.Max(BlockSizeMin, ((labels.Length - 1) / BlocksMax) + 1);
        Numbering.Separate(_order);
        var random = new SplitMix(seed);
        random.Shuffle(_order);
        for (var place = 0; place < _order.Length; place++) { _places[_order[place]] = place; }
    }

    public (int Rounds, bool IsStable) Run(int roundsMax)
    {
        Array.Fill(_isActive, true);
        for (var round = 1; round <= roundsMax; round++)
        {
            for (var start = 0; start < _order.Length; start += _blockSize) { RunBlock(start, Math.Min(start + _blockSize, _order.Length), round); }
            if (!_isActive.AsSpan().Contains(true)) { return (round, true); }
        }

        return (roundsMax, false);
    }

    private void RunBlock(int start, int end, int round)
    {
        var chunks = new Chunks(end - start, ChunkSize);
        _crew.Run(new Step(_order, start, chunks, (node, worker) => Want(node, _sums[worker], round)), chunks.Count);
        _crew.Run(new Step(_order, start, chunks, (node, _) => _mayChange[node] = _wanted[node] != _labels[node] && IsFirst(node, start)), chunks.Count);
        _crew.Run(new Step(_order, start, chunks, (node, _) => Change(node)), chunks.Count);
    }

    private void Want(int node, NeighbourSums sums, int round)
    {
        _wanted[node] = _labels[node];
        if (!_isActive[node]) { return; }
        _isActive[node] = false;
        var touched = sums.Add<TWeights>(_arcs, _labels, node);
        var random = SplitMix.Of(_seed + (ulong)round, node);
        var (best, most, ties) = (_labels[node], sums.Take(_labels[node]), 0);
        foreach (var label in touched)
        {
            var sum = sums.Take(label);
            if (sum > most) { (best, most, ties) = (label, sum, 1); }
            else if (sum == most && ties > 0 && random.Next(++ties) == 0) { best = label; }
        }

        _wanted[node] = best;
    }

    /// <summary>No neighbour of the same block that wants to change stands before this node.</summary>
    private bool IsFirst(int node, int blockStart)
    {
        var place = _places[node];
        foreach (var neighbour in _arcs.Row(node))
        {
            if (_places[neighbour] >= blockStart && _places[neighbour] < place && _wanted[neighbour] != _labels[neighbour]) { return false; }
        }

        return true;
    }

    private void Change(int node)
    {
        if (_wanted[node] == _labels[node]) { return; }
        if (!_mayChange[node])
        {
            _isActive[node] = true;
            return;
        }

        _labels[node] = _wanted[node];
        foreach (var neighbour in _arcs.Row(node)) { _isActive[neighbour] = true; } // by many threads at once, all of them true
    }

    private sealed class Step(int[] order, int start, Chunks chunks, Action<int, int> visit) : IChunkWork
    {
        public void Execute(int chunk, int worker)
        {
            foreach (var node in order.AsSpan(start + chunks.Start(chunk), chunks.End(chunk) - chunks.Start(chunk))) { visit(node, worker); }
        }
    }
}
