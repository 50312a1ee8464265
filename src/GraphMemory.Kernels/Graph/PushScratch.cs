using System.Numerics;

namespace GraphMemory.Kernels.Graph;

/// <summary>The state of a <see cref="ForwardPush"/>: only nodes it touched, in an open-addressing table, and the queue of those to
/// push. Clearing costs what the last run touched. Reusable; one per worker.</summary>
public sealed class PushScratch
{
    private int[] _slots = new int[256]; // entry + 1, 0 is free
    private Entry[] _entries = new Entry[128];
    private int[] _queue = new int[128]; // a ring; an entry waits in it at most once
    private int _head;
    private int _waiting;

    internal struct Entry
    {
        public int Node;
        public int Slot;
        public bool IsWaiting;
        public double Estimate;
        public double Residual;
        public double Degree; // weighted; 0 for a node without edges, negative while it was not looked up
        public double Heaviest; // edge over which mass came, while there is no degree
    }

    /// <summary>Nodes touched, in the order in which they were reached.</summary>
    public int Count { get; private set; }

    public NodeScore this[int index] => new(_entries[index].Node, _entries[index].Estimate);

    /// <summary>Whether anything leads on from the node at a place; a walk ends where nothing does.</summary>
    public bool HasEdges(int index) => _entries[index].Degree != 0;

    /// <summary>Mass not yet given to any node: what the estimates lack in all.</summary>
    public double Residual()
    {
        var total = 0.0;
        foreach (ref readonly var entry in _entries.AsSpan(0, Count)) { total += entry.Residual; }
        return total;
    }

    /// <summary>The estimate of a node; 0 when it was not reached.</summary>
    public double Score(int node) => _slots[SlotOf(node)] is var entry and not 0 ? _entries[entry - 1].Estimate : 0;

    internal void Clear()
    {
        for (var i = 0; i < Count; i++) { _slots[_entries[i].Slot] = 0; }
        Count = _head = _waiting = 0;
    }

    internal ref Entry At(int entry) => ref _entries[entry];

    /// <summary>The entry of a node, new or known.</summary>
    internal int Touch(int node)
    {
        var slot = SlotOf(node);
        if (_slots[slot] is var known and not 0) { return known - 1; }
        if (Count == _entries.Length)
        {
            Grow();
            slot = SlotOf(node);
        }
        _entries[Count] = new Entry { Node = node, Slot = slot, Degree = -1 };
        _slots[slot] = ++Count;
        return Count - 1;
    }

    internal void Enqueue(int entry)
    {
        _entries[entry].IsWaiting = true;
        _queue[(_head + _waiting++) & (_queue.Length - 1)] = entry;
    }

    internal bool TryDequeue(out int entry)
    {
        entry = _queue[_head];
        if (_waiting == 0) { return false; }
        _head = (_head + 1) & (_queue.Length - 1);
        _waiting--;
        _entries[entry].IsWaiting = false;
        return true;
    }

    private int SlotOf(int node)
    {
        // Fibonacci hashing (Knuth, 6.4): neighbouring ids spread over the table.
        var (slots, entries) = (_slots, _entries);
        var slot = (int)(((uint)node * 2654435769u) >> (32 - BitOperations.Log2((uint)slots.Length)));
        while (slots[slot] is var entry and not 0 && entries[entry - 1].Node != node) { slot = (slot + 1) & (slots.Length - 1); }
        return slot;
    }

    private void Grow()
    {
        var queue = new int[2 * _queue.Length];
        for (var i = 0; i < _waiting; i++) { queue[i] = _queue[(_head + i) & (_queue.Length - 1)]; }
        (_queue, _head) = (queue, 0);
        Array.Resize(ref _entries, 2 * Count);
        _slots = new int[4 * Count];
        for (var i = 0; i < Count; i++)
        {
            var slot = SlotOf(_entries[i].Node);
            _entries[i].Slot = slot;
            _slots[slot] = i + 1;
        }
    }
}
