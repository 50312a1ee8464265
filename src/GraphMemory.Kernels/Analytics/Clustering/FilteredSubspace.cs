using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>
/// The greatest eigenvalues of a symmetric matrix with eigenvalues from 0 to 1, by subspace iteration (Zhou and Saad, 2006): a Chebyshev polynomial that
/// stays small below the block's least eigenvalue and grows fast above is applied to a block of vectors, which is then made orthonormal and
/// turned to its eigenvectors. A block also finds eigenvalues that are equal.
/// </summary>
internal sealed class FilteredSubspace
{
    /// <summary>Multiplications per vector and round: matrices here are sparse, so they cost less than making vectors orthonormal.</summary>
    private const int Degree = 20;

    private readonly NormalisedAdjacency _matrix;
    private readonly double[][] _basis;
    private readonly double[][] _images; // the matrix times each basis vector
    private double[] _before;
    private double[] _next;
    private SplitMix _random;
    private double _cut;

    public FilteredSubspace(NormalisedAdjacency matrix, int nodes, int block, ulong seed)
    {
        (_matrix, _random) = (matrix, new SplitMix(seed));
        _basis = [.. Enumerable.Range(0, block).Select(_ => new double[nodes])];
        _images = [.. Enumerable.Range(0, block).Select(_ => new double[nodes])];
        (_before, _next) = (new double[nodes], new double[nodes]);
        for (var i = 0; i < block; i++)
        {
            Randomise(_basis[i]);
            MakeOrthonormal(i);
        }
    }

    public ReadOnlySpan<double> Vector(int index) => _basis[index];

    /// <summary>Amplifies what belongs to eigenvalues above the block's least.</summary>
    public void Filter()
    {
        // The interval 0 to cut becomes −1 to 1, where Chebyshev polynomials do not grow. No narrower than this, for numbers to stay finite.
        var half = Math.Max(_cut, 0.05) / 2;
        for (var i = 0; i < _basis.Length; i++)
        {
            _basis[i].CopyTo(_before, 0);
            Step(_before, 1 / half, 0, _basis[i]);
            for (var degree = 2; degree <= Degree; degree++)
            {
                Step(_basis[i], 2 / half, 1, _before);
                (_basis[i], _before) = (_before, _basis[i]);
            }
        }

        for (var i = 0; i < _basis.Length; i++) { MakeOrthonormal(i); }

        // to = factor (S − half) from − share × to
        void Step(double[] from, double factor, double share, double[] to)
        {
            _matrix.Multiply(from, _next);
            DenseVectors.AddScaled(_next, -half, from);
            if (share == 0) { to.AsSpan().Clear(); }
            foreach (ref var value in to.AsSpan()) { value = -value; }
            DenseVectors.AddScaled(to, factor, _next);
        }
    }

    /// <summary>Turns the block to its eigenvectors, the greatest first (Rayleigh and Ritz).</summary>
    /// <returns>The greatest residual |S v − λ v| of the first few.</returns>
    public double Solve(int wanted)
    {
        var count = _basis.Length;
        for (var i = 0; i < count; i++) { _matrix.Multiply(_basis[i], _images[i]); }
        var (projected, vectors) = (new double[count * count], new double[count * count]);
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                projected[(row * count) + column] = projected[(column * count) + row] = DenseVectors.Dot(_basis[row], _images[column]);
            }
        }

        DenseEigen.Solve(projected, vectors, count);
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(i => projected[(i * count) + i])];
        Turn(_basis, vectors, order);
        Turn(_images, vectors, order);
        _cut = projected[(order[^1] * count) + order[^1]];
        return Enumerable.Range(0, wanted).Max(i => Residual(i, projected[(order[i] * count) + order[i]]));
    }

    private double Residual(int index, double value)
    {
        _images[index].CopyTo(_next, 0);
        DenseVectors.AddScaled(_next, -value, _basis[index]);
        return Math.Sqrt(DenseVectors.Dot(_next, _next));
    }

    private static void Turn(double[][] columns, double[] vectors, int[] order)
    {
        var turned = order.Select(row =>
        {
            var sum = new double[columns[0].Length];
            for (var i = 0; i < columns.Length; i++) { DenseVectors.AddScaled(sum, vectors[(row * columns.Length) + i], columns[i]); }
            return sum;
        }).ToArray();
        turned.CopyTo(columns, 0);
    }

    /// <summary>Takes from a vector what those before it have of it (Gram and Schmidt, twice for accuracy). One that is nothing more starts again at random.</summary>
    private void MakeOrthonormal(int index)
    {
        var vector = _basis[index];
        while (true)
        {
            var before = Math.Sqrt(DenseVectors.Dot(vector, vector));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < index; i++) { DenseVectors.AddScaled(vector, -DenseVectors.Dot(vector, _basis[i]), _basis[i]); }
            }

            var length = Math.Sqrt(DenseVectors.Dot(vector, vector));
            if (length > 1e-12 * before)
            {
                foreach (ref var value in vector.AsSpan()) { value /= length; }
                return;
            }

            Randomise(vector);
        }
    }

    private void Randomise(double[] vector)
    {
        foreach (ref var value in vector.AsSpan()) { value = _random.NextDouble() - 0.5; }
    }
}
