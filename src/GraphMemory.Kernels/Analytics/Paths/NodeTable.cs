using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Analytics.Paths;

/// <summary>A value for each node that a search has touched: open addressing, so that a search between two nodes costs what it looks at and not
/// the size of the graph.</summary>
internal sealed class NodeTable<T> where T : struct
{
    private const int Vacant = -1;
    private int[] _nodes;
    private T[] _values;
    private int _shift;

    public NodeTable()
    {
        const int bits = 8;
        (_nodes, _values, _shift) = (new int[1 << bits], new T[1 << bits], 32 - bits);
        Array.Fill(_nodes, Vacant);
    }

    public int Count { get; private set; }

    /// <summary>The value of a node; good until the next call. The default for one that is new.</summary>
    public ref T At(int node, out bool isNew)
    {
        var slot = Find(node);
        isNew = _nodes[slot] == Vacant;
        if (!isNew) { return ref _values[slot]; }
        if (2 * ++Count > _nodes.Length)
        {
            Grow();
            slot = Find(node);
        }

        _nodes[slot] = node;
        return ref _values[slot];
    }

    /// <summary>A null reference for a node not touched.</summary>
    public ref T TryAt(int node)
    {
        var slot = Find(node);
        if (_nodes[slot] == Vacant) { return ref Unsafe.NullRef<T>(); }
        return ref _values[slot];
    }

    public bool Has(int node) => _nodes[Find(node)] != Vacant;

    private int Find(int node)
    {
        var slot = (int)((uint)node * 0x9E3779B9 >> _shift);
        while (_nodes[slot] != node && _nodes[slot] != Vacant) { slot = (slot + 1) & (_nodes.Length - 1); }
        return slot;
    }

    private void Grow()
    {
        var (nodes, values) = (_nodes, _values);
        (_nodes, _values, _shift) = (new int[2 * nodes.Length], new T[2 * nodes.Length], _shift - 1);
        Array.Fill(_nodes, Vacant);
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] == Vacant) { continue; }
            var slot = Find(nodes[i]);
            (_nodes[slot], _values[slot]) = (nodes[i], values[i]);
        }
    }
}
