using System.Numerics;
using System.Runtime.CompilerServices;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// PageRank of an undirected graph. With z = y / strength the system is (D − dA) z = v, symmetric and positive definite, so conjugate gradients
/// need about the square root of the rounds that power iteration does; preconditioned by D, in the form with one synchronisation per product
/// (Chronopoulos and Gear, 1989). Where doubles would not lie in the second cache the product gathers floats; the gap that this leaves between the
/// carried and the true residual is closed by recomputing the residual in doubles whenever it has fallen far (van der Vorst and Ye, 2000).
/// </summary>
internal sealed unsafe class SymmetricWalk : IChunkWork
{
    private const int NearNodesMax = 1 << 17; // a megabyte of doubles
    private readonly Adjacency _graph;
    private readonly double[] _restart;
    private readonly PageRankParameters _parameters;
    private readonly Crew _crew;
    private readonly BalancedRows _rows;
    private readonly double[] _inverse; // 1 / strength; 1 without edges, where the row says z = v
    private readonly double[] _z;
    private readonly double[] _r;
    private readonly double[] _p;
    private readonly double[] _s;
    private readonly double[] _w;
    private readonly double[] _near; // r / strength, as the product reads it: here in a small graph
    private readonly float[] _far; // and here in a large one
    private readonly ChunkSums _first;
    private readonly ChunkSums _second;
    private Phase _phase;
    private double _step;
    private double _turn;
    private double _start;

    public SymmetricWalk(StaticGraph graph, ReadOnlySpan<double> restart, PageRankParameters parameters, Crew crew)
    {
        (_graph, _restart, _parameters, _crew, _rows) = (graph.In, restart.ToArray(), parameters, crew, PageRank.Chunks(graph.In));
        var n = graph.NodeCount;
        (_inverse, _z, _r, _p, _s, _w) = (new double[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        (_near, _far) = n <= NearNodesMax ? (new double[n], Array.Empty<float>()) : ([], new float[n]);
        (_first, _second) = (new ChunkSums(_rows.Count), new ChunkSums(_rows.Count));
    }

    private enum Phase
    {
        Strengths, Begin, Product, Advance, Replace, End,
    }

    public PageRankOutcome Solve(Span<double> scores)
    {
        var (strength, linked) = Run(Phase.Strengths);
        var mass = (linked / (1 - _parameters.Damping)) + 1 - linked; // what y sums to
        _start = _restart.Length == 0 && strength > 0 ? linked / ((1 - _parameters.Damping) * strength) : 0;
        var perResidual = 2 / ((1 - _parameters.Damping) * mass); // twice: y may be off, and so the sum it is scaled by
        var (residual, iterations) = Iterate(_parameters.Tolerance / perResidual);
        Run(Phase.End);
        PageRank.ScaleToOne(_z, scores);
        return new PageRankOutcome(iterations, residual * perResidual, residual * perResidual <= _parameters.Tolerance);
    }

    private (double Residual, int Iterations) Iterate(double enough)
    {
        var (gamma, residual) = Run(Phase.Begin);
        var (iterations, known, before) = (0, residual, 0.0);
        var isNear = _near.Length > 0;
        var gap = PageRank.Gap(_parameters.Damping, isNear);
        var reach = Math.Max(isNear ? 1e-12 : 1e-5, 4 * gap); // a residual may fall this far before it is no longer told
        for (; iterations < _parameters.IterationsMax && residual + (gap * known) > enough; iterations++)
        {
            if (residual <= enough || residual <= reach * known)
            {
                var last = known;
                (gamma, residual) = Run(Phase.Replace);
                known = residual;
                if (residual + (gap * known) <= enough || residual > last / 2) { break; } // done, or as far as doubles go
            }

            var (delta, _) = Run(Phase.Product);
            _turn = iterations == 0 ? 0 : gamma / before;
            var curvature = iterations == 0 ? delta : delta - (_turn * gamma / _step);
            if (!(curvature > 0)) { break; } // rounding has the last word
            _step = gamma / curvature;
            before = gamma;
            (gamma, residual) = Run(Phase.Advance);
        }

        return (residual + (gap * known), iterations);
    }

    public void Execute(int chunk, int worker)
    {
        var (begin, end) = (_rows[chunk].Start.Value, _rows[chunk].End.Value);
        (_first[chunk], _second[chunk]) = _phase switch
        {
            Phase.Strengths => Strengths(begin, end),
            Phase.Begin => Begin(begin, end),
            Phase.Product => (Product(begin, end), 0),
            Phase.Advance => Advance(begin, end),
            Phase.Replace => Replace(begin, end),
            _ => End(begin, end),
        };
    }

    private (double First, double Second) Run(Phase phase)
    {
        _phase = phase;
        _crew.Run(this, _rows.Count);
        return (_first.Total, _second.Total);
    }

    private double Restart(int node) => _restart.Length == 0 ? 1.0 / _z.Length : _restart[node];

    private (double Strength, double Linked) Strengths(int begin, int end)
    {
        var (strength, linked) = (0.0, 0.0);
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets)
        fixed (float* weights = _graph.Weights)
        {
            var rows = new RowSums(offsets, targets, weights);
            for (var node = begin; node < end; node++)
            {
                var own = rows.Weight(node);
                _inverse[node] = own > 0 ? 1 / own : 1;
                strength += own;
                linked += own > 0 ? Restart(node) : 0;
            }
        }

        return (strength, linked);
    }

    // The start z = constant is the answer without restarts; where it is one, the slowest part of the spectrum is gone from the residual.
    private (double Gamma, double Residual) Begin(int begin, int end)
    {
        for (var node = begin; node < end; node++)
        {
            var isLinked = _graph.Degree(node) > 0;
            _z[node] = isLinked ? _start : Restart(node);
            _r[node] = isLinked ? Restart(node) - ((1 - _parameters.Damping) * _start / _inverse[node]) : 0;
        }

        return Precondition(begin, end);
    }

    private (double Gamma, double Residual) Replace(int begin, int end)
    {
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets)
        fixed (float* weights = _graph.Weights)
        fixed (double* z = _z)
        {
            var rows = new RowSums(offsets, targets, weights);
            for (var node = begin; node < end; node++) { _r[node] = Restart(node) - (z[node] / _inverse[node]) + (_parameters.Damping * rows.Of(node, z)); }
        }

        return Precondition(begin, end);
    }

    private (double Gamma, double Residual) Precondition(int begin, int end)
    {
        var (gamma, residual) = (0.0, 0.0);
        for (var node = begin; node < end; node++)
        {
            var u = _r[node] * _inverse[node];
            if (_near.Length > 0) { _near[node] = u; }
            else { _far[node] = (float)u; }
            gamma += _r[node] * u;
            residual += Math.Abs(_r[node]);
        }

        return (gamma, residual);
    }

    private double Product(int begin, int end)
    {
        var delta = 0.0;
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets)
        fixed (float* weights = _graph.Weights, far = _far)
        fixed (double* near = _near)
        {
            var rows = new RowSums(offsets, targets, weights);
            if (near != null)
            {
                for (var node = begin; node < end; node++) { delta += Curve(node, rows.Of(node, near)); }
            }
            else
            {
                for (var node = begin; node < end; node++) { delta += Curve(node, rows.Of(node, far)); }
            }
        }

        return delta;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Curve(int node, double sum)
    {
        var w = _r[node] - (_parameters.Damping * sum);
        _w[node] = w;
        return w * _r[node] * _inverse[node];
    }

    private (double Gamma, double Residual) Advance(int begin, int end)
    {
        var (turn, step, gamma, residual) = (new Vector<double>(_turn), new Vector<double>(_step), Vector<double>.Zero, Vector<double>.Zero);
        var node = begin;
        for (; node + Vector<double>.Count <= end; node += Vector<double>.Count)
        {
            var inverse = new Vector<double>(_inverse, node);
            var r = new Vector<double>(_r, node);
            var p = (r * inverse) + (turn * new Vector<double>(_p, node));
            var s = new Vector<double>(_w, node) + (turn * new Vector<double>(_s, node));
            p.CopyTo(_p, node);
            s.CopyTo(_s, node);
            (new Vector<double>(_z, node) + (step * p)).CopyTo(_z, node);
            r -= step * s;
            r.CopyTo(_r, node);
            gamma += r * r * inverse;
            residual += Vector.Abs(r);
        }

        Hand(begin, node);
        var rest = AdvanceOneByOne(node, end);
        return (Vector.Sum(gamma) + rest.Gamma, Vector.Sum(residual) + rest.Residual);
    }

    private void Hand(int begin, int end)
    {
        if (_near.Length > 0)
        {
            for (var i = begin; i < end; i++) { _near[i] = _r[i] * _inverse[i]; }
            return;
        }

        var node = begin;
        for (; node + Vector<float>.Count <= end; node += Vector<float>.Count)
        {
            var low = new Vector<double>(_r, node) * new Vector<double>(_inverse, node);
            var high = new Vector<double>(_r, node + Vector<double>.Count) * new Vector<double>(_inverse, node + Vector<double>.Count);
            Vector.Narrow(low, high).CopyTo(_far, node);
        }

        for (; node < end; node++) { _far[node] = (float)(_r[node] * _inverse[node]); }
    }

    private (double Gamma, double Residual) AdvanceOneByOne(int begin, int end)
    {
        for (var node = begin; node < end; node++)
        {
            _p[node] = (_r[node] * _inverse[node]) + (_turn * _p[node]);
            _s[node] = _w[node] + (_turn * _s[node]);
            _z[node] += _step * _p[node];
            _r[node] -= _step * _s[node];
        }

        return Precondition(begin, end);
    }

    private (double First, double Second) End(int begin, int end)
    {
        for (var node = begin; node < end; node++) { _z[node] /= _inverse[node]; }
        return (0, 0);
    }
}
