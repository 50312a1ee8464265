using GraphMemory.Kernels.Analytics.Statistics;
using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// The greatest eigenvalue of a symmetric matrix and its vector (Lanczos, 1950), begun anew from the best vector found once twelve are kept: about the square
/// root of the products that power iteration takes. Each new vector is made orthogonal to all kept ones, so that rounding brings no copies back.
/// </summary>
internal sealed class Lanczos : IChunkWork
{
    private const int Kept = 12;
    private readonly ISymmetricProduct _matrix;
    private readonly Crew _crew;
    private readonly Chunks _chunks;
    private readonly double[][] _basis = new double[Kept + 1][];
    private readonly ChunkSums[] _sums = new ChunkSums[Kept];
    private readonly double[] _overlaps = new double[Kept];
    private readonly double[] _diagonal = new double[Kept];
    private readonly double[] _beside = new double[Kept];
    private Phase _phase;
    private int _count;
    private double _scale;

    public Lanczos(ISymmetricProduct matrix, Crew crew)
    {
        (_matrix, _crew, _chunks) = (matrix, crew, new Chunks(matrix.Size, 1 << 13));
        for (var i = 0; i <= Kept; i++) { _basis[i] = new double[matrix.Size]; }
        for (var i = 0; i < Kept; i++) { _sums[i] = new ChunkSums(_chunks.Count); }
    }

    private enum Phase
    {
        Overlaps, Subtract, Scale, Combine,
    }

    /// <param name="vector">A start that is not orthogonal to the answer; then the answer, of length 1.</param>
    /// <param name="tolerance">How long Ax − λx may be, as a share of λ.</param>
    public EigenOutcome Find(Span<double> vector, double tolerance, int productsMax)
    {
        vector.CopyTo(_basis[0]);
        var norm = Math.Sqrt(Numbers.Dot(vector, vector));
        foreach (ref var value in _basis[0].AsSpan()) { value /= norm; }
        var products = 0;
        while (true)
        {
            var (eigenvalue, residual) = Cycle(ref products, tolerance, productsMax);
            Run(Phase.Combine); // the best vector comes to lie in basis 0
            var isConverged = residual <= tolerance * Math.Abs(eigenvalue);
            if (!isConverged && products < productsMax) { continue; }
            _basis[0].CopyTo(vector);
            return new EigenOutcome(eigenvalue, products, isConverged);
        }
    }

    private (double Eigenvalue, double Residual) Cycle(ref int products, double tolerance, int productsMax)
    {
        for (_count = 1; ; _count++)
        {
            var last = _count - 1;
            _matrix.Multiply(_basis[last], _basis[_count]);
            products++;
            _beside[last] = Orthogonalise(isFirst: true);
            var isLast = _count == Kept || products >= productsMax || _beside[last] <= 1e-14 * Math.Abs(_diagonal[0]);
            if (isLast || _count % 4 == 0)
            {
                var eigenvalue = Tridiagonal.Greatest(_diagonal.AsSpan(0, _count), _beside, _overlaps);
                var residual = _beside[last] * Math.Abs(_overlaps[last]);
                if (isLast || residual <= tolerance * Math.Abs(eigenvalue)) { return (eigenvalue, residual); }
            }

            _scale = 1 / _beside[last];
            Run(Phase.Scale);
        }
    }

    /// <summary>Takes from the newest vector what it has of the kept ones; once more when little is left, which is then mostly rounding
    /// (twice is enough: Parlett, 1980). Its length.</summary>
    private double Orthogonalise(bool isFirst)
    {
        Run(Phase.Overlaps);
        var before = 0.0;
        for (var i = 0; i < _count; i++)
        {
            _overlaps[i] = _sums[i].Total;
            before += _overlaps[i] * _overlaps[i];
        }

        if (isFirst) { _diagonal[_count - 1] = _overlaps[_count - 1]; }
        Run(Phase.Subtract);
        var left = _sums[0].Total;
        return isFirst && left < 1e-3 * before ? Orthogonalise(isFirst: false) : Math.Sqrt(left);
    }

    public void Execute(int chunk, int worker)
    {
        var (begin, length) = (_chunks.Start(chunk), _chunks.End(chunk) - _chunks.Start(chunk));
        var newest = _basis[_count].AsSpan(begin, length);
        switch (_phase)
        {
            case Phase.Overlaps:
                for (var i = 0; i < _count; i++) { _sums[i][chunk] = Numbers.Dot(_basis[i].AsSpan(begin, length), newest); }
                break;
            case Phase.Subtract:
                for (var i = 0; i < _count; i++) { Numbers.AddScaled(-_overlaps[i], _basis[i].AsSpan(begin, length), newest); }
                _sums[0][chunk] = Numbers.Dot(newest, newest);
                break;
            case Phase.Scale:
                foreach (ref var value in newest) { value *= _scale; }
                break;
            default:
                var best = _basis[0].AsSpan(begin, length);
                foreach (ref var value in best) { value *= _overlaps[0]; }
                for (var i = 1; i < _count; i++) { Numbers.AddScaled(_overlaps[i], _basis[i].AsSpan(begin, length), best); }
                break;
        }
    }

    private void Run(Phase phase)
    {
        _phase = phase;
        _crew.Run(this, _chunks.Count);
    }
}

/// <param name="Products">Products of the matrix and a vector.</param>
public readonly record struct EigenOutcome(double Eigenvalue, int Products, bool IsConverged);
