using GraphMemory.Kernels.Threads;

namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>An orthonormal basis that grows by multiplying its newest block with the matrix, and shrinks to the best eigenvectors found in it.</summary>
internal sealed class KrylovSpace
{
    private readonly NormalisedAdjacency _matrix;
    private readonly int _block;
    private readonly double[][] _basis;
    private readonly double[][] _images; // the matrix times each basis vector
    private int _count;
    private int _multiplied;

    public KrylovSpace(NormalisedAdjacency matrix, int nodes, int block, int size, ulong seed)
    {
        (_matrix, _block) = (matrix, block);
        _basis = [.. Enumerable.Range(0, size).Select(_ => new double[nodes])];
        _images = [.. Enumerable.Range(0, size).Select(_ => new double[nodes])];
        var random = new SplitMix(seed);
        while (_count < block)
        {
            foreach (ref var value in _basis[_count].AsSpan()) { value = random.NextDouble() - 0.5; }
            TryKeepNewest();
        }
    }

    public double[] Vector(int index) => _basis[index];

    /// <summary>Fills the basis. A product that lies in the space already adds nothing.</summary>
    public void Grow()
    {
        while (_multiplied < _count)
        {
            var image = _images[_multiplied];
            _matrix.Multiply(_basis[_multiplied++], image);
            if (_count == _basis.Length) { continue; }
            image.CopyTo(_basis[_count], 0);
            TryKeepNewest();
        }
    }

    /// <summary>Keeps the block of best eigenvectors (Rayleigh and Ritz).</summary>
    /// <returns>The greatest residual of the first few.</returns>
    public double Restart(int wanted)
    {
        var (projected, vectors) = (new double[_count * _count], new double[_count * _count]);
        for (var row = 0; row < _count; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                projected[(row * _count) + column] = projected[(column * _count) + row] = DenseVectors.Dot(_basis[row], _images[column]);
            }
        }

        DenseEigen.Solve(projected, vectors, _count);
        int[] best = [.. Enumerable.Range(0, _count).OrderByDescending(i => projected[(i * _count) + i]).Take(_block)];
        var (kept, keptImages) = (Combine(_basis, vectors, best), Combine(_images, vectors, best));
        for (var i = 0; i < best.Length; i++)
        {
            kept[i].CopyTo(_basis[i], 0);
            keptImages[i].CopyTo(_images[i], 0);
        }

        var residual = best.Take(wanted).Select((of, i) => Residual(i, projected[(of * _count) + of])).Max();
        (_count, _multiplied) = (best.Length, 0);
        return residual;
    }

    private double Residual(int index, double value)
    {
        var square = 0.0;
        for (var node = 0; node < _basis[index].Length; node++)
        {
            var difference = _images[index][node] - (value * _basis[index][node]);
            square += difference * difference;
        }

        return Math.Sqrt(square);
    }

    private double[][] Combine(double[][] columns, double[] vectors, int[] which) => [.. which.Select(row =>
    {
        var sum = new double[columns[0].Length];
        for (var i = 0; i < _count; i++) { DenseVectors.AddScaled(sum, vectors[(row * _count) + i], columns[i]); }
        return sum;
    })];

    /// <summary>Takes from the newest vector what the others have of it (Gram and Schmidt, twice for accuracy) and keeps the rest when it is any.</summary>
    private void TryKeepNewest()
    {
        var newest = _basis[_count];
        var before = Math.Sqrt(DenseVectors.Dot(newest, newest));
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < _count; i++) { DenseVectors.AddScaled(newest, -DenseVectors.Dot(newest, _basis[i]), _basis[i]); }
        }

        var length = Math.Sqrt(DenseVectors.Dot(newest, newest));
        if (length <= 1e-10 * before || length == 0) { return; }
        foreach (ref var value in newest.AsSpan()) { value /= length; }
        _count++;
    }
}
