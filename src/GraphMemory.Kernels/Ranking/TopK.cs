namespace GraphMemory.Kernels.Ranking;

/// <summary>The best k hits seen, in a binary heap whose root is the worst of them. The result does not depend on the order of offers.
/// Reusable; not thread-safe.</summary>
public sealed class TopK
{
    private readonly Hit[] _heap;
    private readonly Hit[] _ranked;

    public TopK(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _heap = new Hit[capacity];
        _ranked = new Hit[capacity];
    }

    public int Count { get; private set; }

    public int Capacity => _heap.Length;

    public void Clear() => Count = 0;

    /// <summary>The least score with which a hit of <paramref name="segment"/> can still enter, provided that its document comes after
    /// those already offered from that segment. Equal scores lose to smaller segments and documents.</summary>
    public double Threshold(int segment)
    {
        if (Count < Capacity) { return double.NegativeInfinity; }
        return segment >= _heap[0].Segment ? Math.BitIncrement(_heap[0].Score) : _heap[0].Score;
    }

    /// <summary>The least score of a full heap: no hit below it is among the best. Negative infinity before that.</summary>
    public double Floor => Count < Capacity ? double.NegativeInfinity : _heap[0].Score;

    /// <summary>Takes the hit if it is among the best k so far.</summary>
    public bool Offer(Hit hit)
    {
        if (Count < Capacity)
        {
            Rise(Count++, hit);
            return true;
        }
        if (hit >= _heap[0]) { return false; }
        Sink(hit);
        return true;
    }

    /// <summary>The hits, best first; valid until the next call.</summary>
    public ReadOnlySpan<Hit> Ranked()
    {
        var ranked = _ranked.AsSpan(0, Count);
        _heap.AsSpan(0, Count).CopyTo(ranked);
        ranked.Sort();
        return ranked;
    }

    private void Rise(int at, Hit hit)
    {
        while (at > 0 && hit > _heap[(at - 1) / 2])
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        _heap[at] = hit;
    }

    private void Sink(Hit hit)
    {
        var at = 0;
        for (var child = 1; child < Count; child = (2 * at) + 1)
        {
            if (child + 1 < Count && _heap[child + 1] > _heap[child]) { child++; }
            if (hit >= _heap[child]) { break; }
            _heap[at] = _heap[child];
            at = child;
        }
        _heap[at] = hit;
    }
}
