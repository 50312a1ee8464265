using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Graph;

/// <summary>Collects directed edges in any order. Equal edges stay parallel edges.</summary>
public sealed class CsrBuilder
{
    private readonly List<ulong> _edges = []; // source in the upper half, target in the lower
    private readonly List<float> _weights = [];
    private bool _isWeighted;

    public int EdgeCount => _edges.Count;

    public void Add(int source, int target, float weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        _edges.Add(((ulong)source << 32) | (uint)target);
        _weights.Add(weight);
        _isWeighted |= weight != 1;
    }

    /// <summary>Sorts the edges by source and target. The builder must not be used afterwards.</summary>
    public CsrSections Build()
    {
        var edges = CollectionsMarshal.AsSpan(_edges);
        var weights = CollectionsMarshal.AsSpan(_weights);
        if (_isWeighted) { edges.Sort(weights); }
        else { edges.Sort(); }
        var (nodes, offsets) = Rows(edges);
        var targets = new int[edges.Length];
        for (var i = 0; i < edges.Length; i++) { targets[i] = (int)edges[i]; }
        return new CsrSections(nodes, offsets, targets, _isWeighted ? weights.ToArray() : []);
    }

    private static (int[] Nodes, int[] Offsets) Rows(ReadOnlySpan<ulong> edges)
    {
        var (nodes, offsets) = (new List<int>(), new List<int>());
        for (var i = 0; i < edges.Length; i++)
        {
            var source = (int)(edges[i] >> 32);
            if (nodes.Count > 0 && nodes[^1] == source) { continue; }
            nodes.Add(source);
            offsets.Add(i);
        }
        offsets.Add(edges.Length);
        return ([.. nodes], [.. offsets]);
    }
}
