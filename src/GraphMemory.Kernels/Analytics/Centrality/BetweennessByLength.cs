using System.Diagnostics;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>Brandes' algorithm (2001) where edges have lengths: Dijkstra's search out, then back over the nodes in the order of their distance. Predecessors
/// are found again by the very addition that found the distance, so they need not be kept.</summary>
internal sealed class BetweennessByLength(StaticGraph graph)
{
    private readonly double[] _distances = new double[graph.NodeCount];
    private readonly double[] _paths = new double[graph.NodeCount];
    private readonly double[] _dependencies = new double[graph.NodeCount];
    private readonly int[] _order = new int[graph.NodeCount];
    private readonly DistanceHeap _heap = new(graph.NodeCount);

    /// <summary>Adds what nodes lie between, on the shortest paths from one source.</summary>
    public void Add(int source, Span<double> scores)
    {
        Array.Fill(_distances, double.PositiveInfinity);
        Array.Clear(_paths);
        Array.Clear(_dependencies);
        var count = Search(source);
        for (var i = count - 1; i > 0; i--) { Return(_order[i], scores); }
    }

    private int Search(int source)
    {
        var count = 0;
        (_distances[source], _paths[source]) = (0, 1);
        _heap.Lower(source, 0);
        while (_heap.TryTake(out var node))
        {
            _order[count++] = node;
            var row = graph.Out.Row(node);
            var weights = graph.Out.RowWeights(node);
            for (var i = 0; i < row.Length; i++)
            {
                Debug.Assert(weights[i] > 0);
                var distance = _distances[node] + weights[i];
                if (distance > _distances[row[i]]) { continue; }
                if (distance == _distances[row[i]])
                {
                    _paths[row[i]] += _paths[node];
                    continue;
                }

                (_distances[row[i]], _paths[row[i]]) = (distance, _paths[node]);
                _heap.Lower(row[i], distance);
            }
        }

        return count;
    }

    private void Return(int node, Span<double> scores)
    {
        scores[node] += _dependencies[node];
        var share = (1 + _dependencies[node]) / _paths[node];
        var row = graph.In.Row(node);
        var weights = graph.In.RowWeights(node);
        for (var i = 0; i < row.Length; i++)
        {
            if (_distances[row[i]] + weights[i] == _distances[node]) { _dependencies[row[i]] += _paths[row[i]] * share; }
        }
    }
}
