using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Analytics;

/// <summary>
/// A graph that edges come to and go from: the rows of a <see cref="StaticGraph"/>, and a copy of its own for each row that changed. Holds only the
/// direction outwards. Used by one thread at a time.
/// </summary>
public sealed class DynamicGraph
{
    private readonly Adjacency _base;
    private readonly Dictionary<int, ChangedRow> _changed = [];
    private double[] _strengths;

    public DynamicGraph(StaticGraph graph)
    {
        (_base, IsDirected, NodeCount, _strengths) = (graph.Out, graph.IsDirected, graph.NodeCount, new double[graph.NodeCount]);
        for (var node = 0; node < NodeCount; node++)
        {
            _strengths[node] = _base.Degree(node);
            if (!_base.IsWeighted) { continue; }
            _strengths[node] = 0;
            foreach (var weight in _base.RowWeights(node)) { _strengths[node] += weight; }
        }
    }

    public bool IsDirected { get; }

    public int NodeCount { get; private set; }

    /// <summary>Rows that differ from the graph it was made of; when they are many, it is time for a new one.</summary>
    public int ChangedRowCount => _changed.Count;

    /// <summary>Sum of the weights of a node's arcs.</summary>
    public double Strength(int node) => _strengths[node];

    /// <summary>A new node without edges.</summary>
    public int AddNode()
    {
        if (NodeCount == _strengths.Length) { Array.Resize(ref _strengths, Math.Max(16, 2 * NodeCount)); }
        _strengths[NodeCount] = 0;
        return NodeCount++;
    }

    public ReadOnlySpan<int> Row(int node) =>
        _changed.TryGetValue(node, out var row) ? CollectionsMarshal.AsSpan(row.Targets) : node < _base.NodeCount ? _base.Row(node) : default;

    /// <summary>Weights along <see cref="Row"/>; empty when all are 1.</summary>
    public ReadOnlySpan<float> RowWeights(int node) =>
        _changed.TryGetValue(node, out var row) ? CollectionsMarshal.AsSpan(row.Weights) : node < _base.NodeCount ? _base.RowWeights(node) : default;

    /// <summary>The weight of an arc; 0 when there is none.</summary>
    public float Weight(int source, int target)
    {
        var at = Row(source).IndexOf(target);
        if (at < 0) { return 0; }
        var weights = RowWeights(source);
        return weights.IsEmpty ? 1 : weights[at];
    }

    /// <summary>Sets the weight of an arc; 0 takes it away. Of an undirected graph both arcs must be set.</summary>
    /// <returns>The weight it had.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end is no node, or the weight is negative or no number.</exception>
    public float SetArc(int source, int target, float weight)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)source, (uint)NodeCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)target, (uint)NodeCount);
        if (!(weight >= 0) || !float.IsFinite(weight)) { throw new ArgumentOutOfRangeException(nameof(weight)); }
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_changed, source, out var isThere);
        if (!isThere) { row = Copy(source); }
        var before = row.Set(target, weight);
        _strengths[source] = row.Targets.Count == 0 ? 0 : _strengths[source] - before + weight; // no dust of rounding where nothing is left
        return before;
    }

    private ChangedRow Copy(int node)
    {
        var row = new ChangedRow([], []);
        if (node >= _base.NodeCount) { return row; }
        row.Targets.AddRange(_base.Row(node));
        if (_base.IsWeighted) { row.Weights.AddRange(_base.RowWeights(node)); }
        else { CollectionsMarshal.SetCount(row.Weights, row.Targets.Count); CollectionsMarshal.AsSpan(row.Weights).Fill(1); }
        return row;
    }

    private readonly record struct ChangedRow(List<int> Targets, List<float> Weights)
    {
        public float Set(int target, float weight)
        {
            var at = CollectionsMarshal.AsSpan(Targets).IndexOf(target);
            if (at < 0)
            {
                if (weight > 0) { Targets.Add(target); Weights.Add(weight); }
                return 0;
            }

            var before = Weights[at];
            if (weight > 0)
            {
                Weights[at] = weight;
                return before;
            }

            (Targets[at], Weights[at]) = (Targets[^1], Weights[^1]); // the order of a row means nothing
            Targets.RemoveAt(Targets.Count - 1);
            Weights.RemoveAt(Weights.Count - 1);
            return before;
        }
    }
}
