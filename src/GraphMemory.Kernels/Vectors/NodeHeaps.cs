namespace GraphMemory.Kernels.Vectors;

/// <summary>Nodes to visit, the most similar first.</summary>
internal sealed class NearestHeap
{
    private long[] _keys = new long[1024];
    private int _count;

    public void Clear() => _count = 0;

    public void Push(long key)
    {
        if (_count == _keys.Length) { Array.Resize(ref _keys, 2 * _keys.Length); }
        var at = _count++;
        for (var parent = (at - 1) / 2; at > 0 && _keys[parent] < key; parent = (at - 1) / 2)
        {
            _keys[at] = _keys[parent];
            at = parent;
        }

        _keys[at] = key;
    }

    public bool TryPop(out long key)
    {
        if (_count == 0)
        {
            key = 0;
            return false;
        }

        key = _keys[0];
        var last = _keys[--_count];
        var at = 0;
        for (var child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _keys[child + 1] > _keys[child]) { child++; }
            if (last >= _keys[child]) { break; }
            _keys[at] = _keys[child];
            at = child;
        }

        _keys[at] = last;
        return true;
    }
}

/// <summary>The most similar nodes found, at most as many as the search is broad; the least similar of them at the root.</summary>
internal sealed class FarthestHeap
{
    private long[] _keys = [];
    private int _capacity;

    public int Count { get; private set; }

    /// <summary>In no given order.</summary>
    public ReadOnlySpan<long> Keys => _keys.AsSpan(0, Count);

    /// <summary>What a node must surpass to enter.</summary>
    public long Worst => Count < _capacity ? long.MinValue : _keys[0];

    public void Clear(int capacity)
    {
        if (_keys.Length < capacity) { _keys = new long[capacity]; }
        (_capacity, Count) = (capacity, 0);
    }

    /// <summary>Takes a key that surpasses <see cref="Worst"/>; the worst leaves when there is no room.</summary>
    public void Push(long key)
    {
        if (Count < _capacity)
        {
            var rising = Count++;
            for (var parent = (rising - 1) / 2; rising > 0 && _keys[parent] > key; parent = (rising - 1) / 2)
            {
                _keys[rising] = _keys[parent];
                rising = parent;
            }

            _keys[rising] = key;
            return;
        }

        var at = 0;
        for (var child = 1; child < Count; child = (2 * at) + 1)
        {
            if (child + 1 < Count && _keys[child + 1] < _keys[child]) { child++; }
            if (key <= _keys[child]) { break; }
            _keys[at] = _keys[child];
            at = child;
        }

        _keys[at] = key;
    }

    /// <summary>The keys, best first.</summary>
    public int CopyRanked(Span<long> target)
    {
        var ranked = target[..Count];
        _keys.AsSpan(0, Count).CopyTo(ranked);
        ranked.Sort();
        ranked.Reverse();
        return Count;
    }
}
