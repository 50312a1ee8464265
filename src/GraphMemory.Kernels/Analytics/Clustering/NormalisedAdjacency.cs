using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>The matrix S = (D^−½ A D^−½ + I) / 2 of an undirected graph: eigenvalues from 0 to 1, those of the densest parts greatest.</summary>
internal sealed class NormalisedAdjacency : IChunkWork
{
    private readonly StaticGraph _graph;
    private readonly Crew _crew;
    private readonly BalancedRows _rows;
    private readonly double[] _scale;
    private readonly double[] _scaled;
    private double[] _from = [];
    private double[] _to = [];

    public NormalisedAdjacency(StaticGraph graph, Crew crew)
    {
        (_graph, _crew, _rows) = (graph, crew, BalancedRows.Of(graph.Out.Offsets, 1 << 13));
        (_scale, _scaled) = (new double[graph.NodeCount], new double[graph.NodeCount]);
        for (var node = 0; node < _scale.Length; node++)
        {
            double strength = graph.Out.Degree(node);
            if (graph.IsWeighted)
            {
                strength = 0;
                foreach (var weight in graph.Out.RowWeights(node)) { strength += weight; }
            }

            _scale[node] = strength > 0 ? 1 / Math.Sqrt(strength) : 0;
        }
    }

    /// <summary>to = S from.</summary>
    public void Multiply(double[] from, double[] to)
    {
        (_from, _to) = (from, to);
        for (var node = 0; node < from.Length; node++) { _scaled[node] = _scale[node] * from[node]; }
        _crew.Run(this, _rows.Count);
    }

    public void Execute(int chunk, int worker)
    {
        for (var node = _rows[chunk].Start.Value; node < _rows[chunk].End.Value; node++)
        {
            var targets = _graph.Out.Row(node);
            var weights = _graph.Out.RowWeights(node);
            var sum = 0.0;
            for (var i = 0; i < targets.Length; i++) { sum += _scaled[targets[i]] * (weights.IsEmpty ? 1 : weights[i]); }
            _to[node] = 0.5 * ((_scale[node] * sum) + _from[node]);
        }
    }
}
