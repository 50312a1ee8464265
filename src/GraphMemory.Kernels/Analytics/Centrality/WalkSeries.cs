using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// PageRank of a directed graph: power iteration that carries what a round changes instead of the scores. What dangling nodes hold restarts as one
/// number. The changes shrink, and the gather may read them as floats, half as far from the processor; the scores are kept in doubles. What
/// rounding lost is found by recomputing the residual in doubles whenever the changes have become small (iterative refinement).
/// </summary>
internal sealed unsafe class WalkSeries : IChunkWork
{
    private const double FloatReach = 1e-5; // changes may fall this far before floats no longer tell what is left
    private readonly Adjacency _graph;
    private readonly Adjacency _outward;
    private readonly double[] _restart;
    private readonly PageRankParameters _parameters;
    private readonly Crew _crew;
    private readonly BalancedRows _rows;
    private readonly double[] _inverse; // 1 / strength outwards; 0 where a walk ends
    private readonly double[] _scores;
    private readonly double[] _shares; // scores / strength, for the residual
    private readonly ChunkSums _sizes;
    private readonly ChunkSums _stranded;
    private float[] _change; // the last change / strength
    private float[] _next;
    private double _dangling; // the last change of dangling nodes together
    private Phase _phase;

    public WalkSeries(StaticGraph graph, ReadOnlySpan<double> restart, PageRankParameters parameters, Crew crew)
    {
        (_graph, _outward, _restart, _parameters, _crew, _rows) = (graph.In, graph.Out, restart.ToArray(), parameters, crew, PageRank.Chunks(graph.In));
        var n = graph.NodeCount;
        (_inverse, _scores, _shares, _change, _next) = (new double[n], new double[n], new double[n], new float[n], new float[n]);
        (_sizes, _stranded) = (new ChunkSums(_rows.Count), new ChunkSums(_rows.Count));
    }

    private enum Phase
    {
        Begin, Shares, Residual, Change,
    }

    public PageRankOutcome Solve(Span<double> scores)
    {
        var (iterations, size, known, damping) = (0, 1.0, 1.0, _parameters.Damping);
        var gap = PageRank.Gap(damping, inDoubles: false);
        Run(Phase.Begin);
        var error = double.MaxValue;
        for (; iterations < _parameters.IterationsMax && error > _parameters.Tolerance; iterations++)
        {
            var isFresh = iterations == 0 || size * damping <= _parameters.Tolerance * (1 - damping) || size <= Math.Max(FloatReach, 4 * gap) * known;
            if (isFresh)
            {
                Run(Phase.Shares);
                size = Run(Phase.Residual);
                if (iterations > 0 && size > known / 2) { break; } // as far as doubles go
                known = size;
            }
            else { size = Run(Phase.Change); }

            error = ((damping * size) + (gap * known)) / (1 - damping); // all that is still to come, and what floats may hide
        }

        PageRank.ScaleToOne(_scores, scores);
        return new PageRankOutcome(iterations, error, error <= _parameters.Tolerance);
    }

    public void Execute(int chunk, int worker)
    {
        var (begin, end) = (_rows[chunk].Start.Value, _rows[chunk].End.Value);
        (_sizes[chunk], _stranded[chunk]) = _phase switch
        {
            Phase.Begin => Begin(begin, end),
            Phase.Shares => Shares(begin, end),
            Phase.Residual => Residual(begin, end),
            _ => Change(begin, end),
        };
    }

    private double Run(Phase phase)
    {
        _phase = phase;
        _crew.Run(this, _rows.Count);
        _dangling = _stranded.Total;
        (_change, _next) = (_next, _change);
        return _sizes.Total;
    }

    private double Restart(int node) => _restart.Length == 0 ? 1.0 / _scores.Length : _restart[node];

    private (double Size, double Stranded) Begin(int begin, int end)
    {
        fixed (int* offsets = _outward.Offsets, targets = _outward.Targets)
        fixed (float* weights = _outward.Weights)
        {
            var rows = new RowSums(offsets, targets, weights);
            for (var node = begin; node < end; node++)
            {
                var strength = rows.Weight(node);
                _inverse[node] = strength > 0 ? 1 / strength : 0;
                _scores[node] = Restart(node);
            }
        }

        return (1, 0);
    }

    private (double Size, double Stranded) Shares(int begin, int end)
    {
        var stranded = 0.0;
        for (var node = begin; node < end; node++)
        {
            _shares[node] = _scores[node] * _inverse[node];
            stranded += _inverse[node] == 0 ? _scores[node] : 0;
        }

        return (0, stranded);
    }

    private (double Size, double Stranded) Residual(int begin, int end)
    {
        var (size, stranded, damping) = (0.0, 0.0, _parameters.Damping);
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets)
        fixed (float* weights = _graph.Weights)
        fixed (double* shares = _shares)
        {
            var rows = new RowSums(offsets, targets, weights);
            for (var node = begin; node < end; node++)
            {
                var whole = (damping * (rows.Of(node, shares) + (_dangling * Restart(node)))) + ((1 - damping) * Restart(node));
                stranded += Take(node, whole - _scores[node], ref size);
            }
        }

        return (size, stranded);
    }

    private (double Size, double Stranded) Change(int begin, int end)
    {
        var (size, stranded, damping) = (0.0, 0.0, _parameters.Damping);
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets)
        fixed (float* weights = _graph.Weights, change = _change)
        {
            var rows = new RowSums(offsets, targets, weights);
            for (var node = begin; node < end; node++)
            {
                stranded += Take(node, damping * (rows.Of(node, change) + (_dangling * Restart(node))), ref size);
            }
        }

        return (size, stranded);
    }

    private double Take(int node, double change, ref double size)
    {
        _scores[node] += change;
        _next[node] = (float)(change * _inverse[node]);
        size += Math.Abs(change);
        return _inverse[node] == 0 ? change : 0;
    }
}
