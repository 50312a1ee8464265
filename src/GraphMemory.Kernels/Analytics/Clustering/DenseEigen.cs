namespace GraphMemory.Kernels.Analytics.Clustering;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (1846; Golub and Van Loan, Matrix Computations, 8.5): slow for large
/// matrices, but simple and accurate to the last bits. O(n³) a sweep, some eight sweeps.</summary>
public static class DenseEigen
{
    private const int SweepsMax = 60;

    /// <param name="matrix">n × n by rows; its diagonal becomes the eigenvalues.</param>
    /// <param name="vectors">Receives a unit eigenvector in each row.</param>
    public static void Solve(Span<double> matrix, Span<double> vectors, int n)
    {
        vectors.Clear();
        for (var i = 0; i < n; i++) { vectors[(i * n) + i] = 1; }
        var total = 0.0;
        foreach (var value in matrix) { total += value * value; }
        for (var sweep = 0; sweep < SweepsMax && OffDiagonal(matrix, n) > 1e-30 * total; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++) { Rotate(matrix, vectors, n, p, q); }
            }
        }
    }

    private static double OffDiagonal(ReadOnlySpan<double> matrix, int n)
    {
        var sum = 0.0;
        for (var row = 0; row < n; row++)
        {
            for (var column = row + 1; column < n; column++) { sum += 2 * matrix[(row * n) + column] * matrix[(row * n) + column]; }
        }

        return sum;
    }

    private static void Rotate(Span<double> matrix, Span<double> vectors, int n, int p, int q)
    {
        var off = matrix[(p * n) + q];
        if (off == 0) { return; }
        var theta = (matrix[(q * n) + q] - matrix[(p * n) + p]) / (2 * off);
        var tangent = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        TurnRows(matrix.Slice(p * n, n), matrix.Slice(q * n, n), cosine, sine);
        for (var row = 0; row < n; row++)
        {
            var (x, y) = (matrix[(row * n) + p], matrix[(row * n) + q]);
            (matrix[(row * n) + p], matrix[(row * n) + q]) = ((cosine * x) - (sine * y), (sine * x) + (cosine * y));
        }

        matrix[(p * n) + q] = matrix[(q * n) + p] = 0;
        TurnRows(vectors.Slice(p * n, n), vectors.Slice(q * n, n), cosine, sine);
    }

    private static void TurnRows(Span<double> p, Span<double> q, double cosine, double sine)
    {
        for (var i = 0; i < p.Length; i++) { (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i])); }
    }
}
