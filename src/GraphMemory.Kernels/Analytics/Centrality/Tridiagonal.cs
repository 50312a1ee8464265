namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>The greatest eigenvalue of a small symmetric tridiagonal matrix.</summary>
internal static class Tridiagonal
{
    private const int Squarings = 44; // the gap to the second eigenvalue is raised to 2^44: beyond what doubles tell apart

    /// <param name="diagonal">n entries.</param>
    /// <param name="beside">n − 1 entries.</param>
    /// <param name="vector">Its eigenvector, of length 1.</param>
    public static double Greatest(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, Span<double> vector)
    {
        var n = diagonal.Length;
        Span<double> power = stackalloc double[n * n];
        Span<double> square = stackalloc double[n * n];
        Fill(diagonal, beside, power);
        for (var i = 0; i < Squarings; i++)
        {
            Square(power, n, square);
            square.CopyTo(power);
        }

        var column = 0; // every column is the vector, but for its length
        for (var i = 1; i < n; i++) { column = power[(i * n) + i] > power[(column * n) + column] ? i : column; }
        var norm = 0.0;
        for (var i = 0; i < n; i++) { norm += power[(i * n) + column] * power[(i * n) + column]; }
        for (var i = 0; i < n; i++) { vector[i] = power[(i * n) + column] / Math.Sqrt(norm); }
        var eigenvalue = diagonal[n - 1] * vector[n - 1] * vector[n - 1];
        for (var i = 0; i + 1 < n; i++) { eigenvalue += (diagonal[i] * vector[i] * vector[i]) + (2 * beside[i] * vector[i] * vector[i + 1]); }
        return eigenvalue;
    }

    /// <summary>The matrix, moved by so much that the greatest eigenvalue is the one greatest in size (Gershgorin).</summary>
    private static void Fill(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, Span<double> matrix)
    {
        var (n, reach) = (diagonal.Length, double.Epsilon);
        for (var i = 0; i < n; i++) { reach = Math.Max(reach, Math.Abs(diagonal[i]) + (i > 0 ? beside[i - 1] : 0) + (i + 1 < n ? beside[i] : 0)); }
        for (var i = 0; i < n; i++)
        {
            matrix[(i * n) + i] = (diagonal[i] / reach) + 1;
            if (i + 1 < n) { matrix[(i * n) + i + 1] = matrix[((i + 1) * n) + i] = beside[i] / reach; }
        }
    }

    /// <summary>The square, scaled so that its greatest diagonal entry is 1.</summary>
    private static void Square(ReadOnlySpan<double> matrix, int n, Span<double> square)
    {
        var greatest = 0.0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i; j < n; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < n; k++) { sum += matrix[(i * n) + k] * matrix[(j * n) + k]; }
                square[(i * n) + j] = square[(j * n) + i] = sum;
            }

            greatest = Math.Max(greatest, square[(i * n) + i]);
        }

        for (var i = 0; i < n * n; i++) { square[i] /= greatest; }
    }
}
