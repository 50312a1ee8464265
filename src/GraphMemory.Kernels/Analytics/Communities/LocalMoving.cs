namespace GraphMemory.Kernels.Analytics.Communities;

/// <summary>
/// Fast local moving (Traag, Waltman and van Eck, 2019, algorithm 2; the queue is of Ozaki, Tezuka and Inaba, 2016): a node goes to the community
/// where it gains most, and only neighbours of a node that moved are looked at again. A node v outside a community C would gain there
/// w(v, C) − γ · mass(v) · mass(C).
/// </summary>
internal sealed class LocalMoving(int nodesMax)
{
    // Rounding could let two nodes chase each other for ever; each has this many turns in the mean and no more.
    private const int TurnsMax = 1000;
    // Sums of weights are single precision; a gain that small may be none.
    private const double MarginShare = 1e-7;
    private readonly double[] _masses = new double[nodesMax];
    private readonly NeighbourSums _sums = new(nodesMax);
    private readonly int[] _sizes = new int[nodesMax];
    private readonly int[] _empty = new int[nodesMax];
    private readonly int[] _queue = new int[nodesMax];
    private readonly bool[] _waits = new bool[nodesMax];
    private int _emptyCount;

    /// <summary>Moves nodes until none gains.</summary>
    /// <param name="labels">Community of each node, 0 to below the number of nodes; changed in place.</param>
    /// <param name="order">Every node once: who is looked at first.</param>
    /// <param name="gamma">What a pair of masses costs.</param>
    /// <returns>Whether any node moved.</returns>
    public bool Run(CommunityLevel level, Span<int> labels, ReadOnlySpan<int> order, double gamma, CancellationToken cancellation) =>
        level.Arcs.IsWeighted
            ? Run<GivenWeights>(level, labels, order, gamma, cancellation)
            : Run<UnitWeights>(level, labels, order, gamma, cancellation);

    private bool Run<TWeights>(CommunityLevel level, Span<int> labels, ReadOnlySpan<int> order, double gamma, CancellationToken cancellation)
        where TWeights : IArcWeights
    {
        Fill(level, labels);
        var count = level.NodeCount;
        order.CopyTo(_queue);
        _waits.AsSpan(0, count).Fill(true);
        var (head, waiting, hasMoved) = (0, count, false);
        for (var turns = 0L; waiting > 0 && turns < (long)TurnsMax * count; turns++)
        {
            if ((turns & 0xFFF) == 0) { cancellation.ThrowIfCancellationRequested(); }
            var node = _queue[head];
            head = head + 1 == count ? 0 : head + 1;
            waiting--;
            _waits[node] = false;
            var target = Best<TWeights>(level, labels, node, gamma);
            if (target == labels[node]) { continue; }
            hasMoved = true;
            Move(labels, node, level.Masses[node], target);
            foreach (var neighbour in level.Arcs.Row(node))
            {
                if (_waits[neighbour] || labels[neighbour] == target) { continue; }
                _waits[neighbour] = true;
                var tail = head + waiting++;
                _queue[tail >= count ? tail - count : tail] = neighbour;
            }
        }

        return hasMoved;
    }

    private void Fill(CommunityLevel level, ReadOnlySpan<int> labels)
    {
        _masses.AsSpan(0, labels.Length).Clear();
        _sizes.AsSpan(0, labels.Length).Clear();
        for (var node = 0; node < labels.Length; node++)
        {
            _masses[labels[node]] += level.Masses[node];
            _sizes[labels[node]]++;
        }

        _emptyCount = 0;
        for (var label = labels.Length - 1; label >= 0; label--)
        {
            if (_sizes[label] == 0) { _empty[_emptyCount++] = label; }
        }
    }

    private int Best<TWeights>(CommunityLevel level, ReadOnlySpan<int> labels, int node, double gamma) where TWeights : IArcWeights
    {
        var touched = _sums.Add<TWeights>(level.Arcs, labels, node);
        var (own, mass) = (labels[node], level.Masses[node]);
        var (price, inside) = (gamma * mass, _sums.Take(own));
        var (best, stay) = (own, inside - (price * (_masses[own] - mass)));
        var (most, margin) = (stay, MarginShare * (inside + (price * mass)));
        foreach (var label in touched)
        {
            var gain = _sums.Take(label) - (price * _masses[label]);
            if (gain > most && label != own) { (best, most) = (label, gain); }
        }

        if (most < -margin && _sizes[own] > 1) { return _empty[_emptyCount - 1]; }
        return most > stay + margin ? best : own;
    }

    private void Move(Span<int> labels, int node, double mass, int target)
    {
        var source = labels[node];
        if (_sizes[target]++ == 0) { _emptyCount--; }
        _masses[target] += mass;
        _masses[source] -= mass;
        if (--_sizes[source] == 0)
        {
            _masses[source] = 0;
            _empty[_emptyCount++] = source;
        }

        labels[node] = target;
    }
}
