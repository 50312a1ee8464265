using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// Fast local moving (Traag, Waltman and van Eck, 2019, algorithm 2; the queue is of Ozaki, Tezuka and Inaba, 2016): a node goes to the community
/// where it gains most, and only neighbours of a node that moved are looked at again. In a large graph the next nodes of the queue are looked at together,
/// on all threads, and then moved in their order; once another has moved, the gain is checked before the next does. So every move gains, and
/// the result depends on the size of the batch but not on the threads.
/// </summary>
internal sealed class LocalMoving : IChunkWork
{
    // Rounding could let two nodes chase each other for ever; each has this many turns in the mean and no more.
    private const int TurnsMax = 1000;
    private const int BatchMin = 512;
    private const int BatchMax = 2048;
    private const int BatchesPerPass = 32;
    private const int ChunkSize = 64;
    private readonly CommunityMasses _masses;
    private readonly NeighbourSums[] _sums;
    private readonly int[] _queue;
    private readonly bool[] _waits;
    private readonly int[] _batch = new int[BatchMax];
    private readonly int[] _wanted = new int[BatchMax];
    private CommunityLevel _level = null!;
    private int[] _labels = [];
    private Chunks _chunks;
    private double _gamma;
    private int _head;
    private int _waiting;

    public LocalMoving(int nodesMax, int workers)
    {
        _masses = new CommunityMasses(nodesMax);
        _sums = [.. Enumerable.Range(0, workers).Select(_ => new NeighbourSums(nodesMax))];
        (_queue, _waits) = (new int[nodesMax], new bool[nodesMax]);
    }

    /// <summary>Moves nodes until none gains.</summary>
    /// <param name="labels">Community of each node, 0 to below the number of nodes; changed in place.</param>
    /// <param name="order">Every node once: who is looked at first.</param>
    /// <param name="gamma">What a pair of masses costs.</param>
    /// <returns>Whether any node moved.</returns>
    public bool Run(CommunityLevel level, int[] labels, ReadOnlySpan<int> order, double gamma, Crew crew)
    {
        (_level, _labels, _gamma) = (level, labels, gamma);
        _masses.Fill(level.Masses, labels);
        order.CopyTo(_queue);
        _waits.AsSpan(0, order.Length).Fill(true);
        (_head, _waiting) = (0, order.Length);
        return level.Arcs.IsWeighted ? Run<GivenWeights>(crew) : Run<UnitWeights>(crew);
    }

    public void Execute(int chunk, int worker)
    {
        for (var i = _chunks.Start(chunk); i < _chunks.End(chunk); i++)
        {
            _wanted[i] = _level.Arcs.IsWeighted ? Best<GivenWeights>(_batch[i], _sums[worker]) : Best<UnitWeights>(_batch[i], _sums[worker]);
        }
    }

    private bool Run<TWeights>(Crew crew) where TWeights : IArcWeights
    {
        var (hasMoved, count) = (false, _level.NodeCount);
        var batchMax = Math.Min(BatchMax, count / BatchesPerPass);
        for (var turns = 0L; _waiting > 0 && turns < (long)TurnsMax * count;)
        {
            var size = Math.Min(batchMax, _waiting);
            if (size >= BatchMin)
            {
                hasMoved |= MoveTogether<TWeights>(size, crew);
                turns += size;
                continue;
            }

            if ((turns++ & 0xFFF) == 0) { crew.Cancellation.ThrowIfCancellationRequested(); }
            var node = Dequeue();
            var target = Best<TWeights>(node, _sums[0]);
            if (target == _labels[node]) { continue; }
            hasMoved = true;
            Move(node, target);
        }

        return hasMoved;
    }

    private bool MoveTogether<TWeights>(int size, Crew crew) where TWeights : IArcWeights
    {
        for (var i = 0; i < size; i++) { _batch[i] = Dequeue(); }
        _chunks = new Chunks(size, ChunkSize);
        crew.Run(this, _chunks.Count);
        var hasMoved = false;
        for (var i = 0; i < size; i++)
        {
            var (node, target) = (_batch[i], _wanted[i]);
            if (target == _labels[node]) { continue; }
            if (hasMoved && !Gains<TWeights>(node, target))
            {
                Enqueue(node);
                continue;
            }

            hasMoved = true;
            Move(node, target);
        }

        return hasMoved;
    }

    /// <summary>The community where a node gains most; its own when it gains nowhere, <see cref="CommunityMasses.Empty"/> when it is best alone.</summary>
    private int Best<TWeights>(int node, NeighbourSums sums) where TWeights : IArcWeights
    {
        var touched = sums.Add<TWeights>(_level.Arcs, _labels, node);
        var (own, mass) = (_labels[node], _level.Masses[node]);
        var (price, inside) = (_gamma * mass, sums.Take(own));
        var (best, stay) = (own, inside - (price * (_masses[own] - mass)));
        var (most, margin) = (stay, Margin(inside, price, mass));
        foreach (var label in touched)
        {
            var gain = sums.Take(label) - (price * _masses[label]);
            if (gain > most && label != own) { (best, most) = (label, gain); }
        }

        if (most < -margin && !_masses.IsAlone(own)) { return CommunityMasses.Empty; }
        return most > stay + margin ? best : own;
    }

    /// <summary>Whether a node still gains in the community that it wanted.</summary>
    private bool Gains<TWeights>(int node, int target) where TWeights : IArcWeights
    {
        var (own, mass, inside, there) = (_labels[node], _level.Masses[node], 0.0, 0.0);
        var row = _level.Arcs.Row(node);
        var weights = _level.Arcs.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            var label = _labels[row[i]];
            var weight = TWeights.At(weights, i);
            inside += label == own ? weight : 0;
            there += label == target ? weight : 0;
        }

        var price = _gamma * mass;
        var stay = inside - (price * (_masses[own] - mass));
        if (target == CommunityMasses.Empty) { return stay < -Margin(inside, price, mass) && !_masses.IsAlone(own); }
        return there - (price * _masses[target]) > stay + Margin(inside, price, mass);
    }

    /// <summary>Sums of weights are single precision: a gain that small may be none.</summary>
    private static double Margin(double inside, double price, double mass) => 1e-7 * (inside + (price * mass));

    private void Move(int node, int target)
    {
        _labels[node] = _masses.Move(_level.Masses[node], _labels[node], target);
        foreach (var neighbour in _level.Arcs.Row(node))
        {
            if (!_waits[neighbour] && _labels[neighbour] != _labels[node]) { Enqueue(neighbour); }
        }
    }

    private int Dequeue()
    {
        var node = _queue[_head];
        _head = _head + 1 == _level.NodeCount ? 0 : _head + 1;
        _waiting--;
        _waits[node] = false;
        return node;
    }

    private void Enqueue(int node)
    {
        if (_waits[node]) { return; }
        _waits[node] = true;
        var tail = _head + _waiting++;
        _queue[tail >= _level.NodeCount ? tail - _level.NodeCount : tail] = node;
    }
}
