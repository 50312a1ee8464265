using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Text;

/// <summary>
/// BM25 (Robertson and Zaragoza, 2009) in Lucene's form: weight · tf / (tf + k1 · (1 − b + b · length / average)). Contributions are
/// rounded to multiples of 2^-24, so that sums of doubles are exact and a document scores the same whatever the order of its terms.
/// Monotone in frequency and length: <see cref="Score"/> of a block's largest frequency and least norm bounds the whole block, for any
/// average length. Immutable: one per set of statistics.
/// </summary>
public sealed class Bm25
{
    private const double Grid = 1.5 * (1L << 28); // adding it leaves 24 bits behind the binary point
    private readonly double[] _inverse = new double[256];

    /// <param name="averageLength">Average document length over all segments.</param>
    /// <param name="k1">Saturation of repeated terms.</param>
    /// <param name="b">Strength of length normalisation, 0 to 1.</param>
    public Bm25(double averageLength, double k1 = 1.2, double b = 0.75)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(averageLength, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(k1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(b, Math.Clamp(b, 0, 1));
        for (var norm = 0; norm < 256; norm++)
        {
            var denominator = k1 * (1 - b + (b * DocumentLength.FromNorm((byte)norm) / averageLength));
            _inverse[norm] = 1 / Math.Max(denominator, 1e-9);
        }
    }

    /// <summary>ln(1 + (N − df + ½) / (df + ½)): positive for every term.</summary>
    public static double Idf(long documentFrequency, long documentCount) =>
        Math.Log(1 + ((documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>Contribution of a term: 0 to <paramref name="weight"/> (idf times its weight in the query, below 2^26).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // in the innermost loop of the search
    public double Score(double weight, int frequency, byte norm)
    {
        Debug.Assert(weight is >= 0 and < 1 << 26);
        // This form of tf / (tf + K) is monotone in floating point too; the textbook form is not.
        return weight - (weight / (1 + (frequency * _inverse[norm]))) + Grid - Grid;
    }
}
