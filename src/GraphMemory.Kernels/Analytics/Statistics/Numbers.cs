using System.Numerics;
using System.Runtime.InteropServices;

namespace GraphMemory.Kernels.Analytics.Statistics;

/// <summary>
/// Arithmetic on many doubles at once. Four sums run side by side in as many lanes as the machine has, so the last bits of a sum depend on the width
/// of its registers; they are nearer to the true sum than those of the plain loop.
/// </summary>
public static class Numbers
{
    public static double Sum(ReadOnlySpan<double> values)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i + 4 <= wide.Length; i += 4)
        {
            s0 += wide[i];
            s1 += wide[i + 1];
            s2 += wide[i + 2];
            s3 += wide[i + 3];
        }

        for (; i < wide.Length; i++) { s0 += wide[i]; }
        return Vector.Sum(s0 + s1 + (s2 + s3)) + PlainNumbers.Sum(values[(wide.Length * Vector<double>.Count)..]);
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> s0 = default, s1 = default;
        var i = 0;
        for (; i + 2 <= wideA.Length; i += 2)
        {
            s0 = Vector.MultiplyAddEstimate(wideA[i], wideB[i], s0);
            s1 = Vector.MultiplyAddEstimate(wideA[i + 1], wideB[i + 1], s1);
        }

        if (i < wideA.Length) { s0 += wideA[i] * wideB[i]; }
        var rest = wideA.Length * Vector<double>.Count;
        return Vector.Sum(s0 + s1) + PlainNumbers.Dot(a[rest..], b[rest..]);
    }

    /// <summary>to += factor · from.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> from, Span<double> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Length, to.Length);
        var wideFrom = MemoryMarshal.Cast<double, Vector<double>>(from);
        var wideTo = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (var i = 0; i < wideTo.Length; i++) { wideTo[i] += factor * wideFrom[i]; }
        var rest = wideTo.Length * Vector<double>.Count;
        PlainNumbers.AddScaled(factor, from[rest..], to[rest..]);
    }

    /// <summary>All differences, without their signs, added up.</summary>
    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);
        var wideA = MemoryMarshal.Cast<double, Vector<double>>(a);
        var wideB = MemoryMarshal.Cast<double, Vector<double>>(b);
        Vector<double> sum = default;
        for (var i = 0; i < wideA.Length; i++) { sum += Vector.Abs(wideA[i] - wideB[i]); }
        var rest = wideA.Length * Vector<double>.Count;
        return Vector.Sum(sum) + PlainNumbers.Distance(a[rest..], b[rest..]);
    }

    /// <summary>All squared differences from one value, added up.</summary>
    public static double Scatter(ReadOnlySpan<double> values, double around)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> s0 = default, s1 = default, centre = new(around);
        var i = 0;
        for (; i + 2 <= wide.Length; i += 2)
        {
            var (d0, d1) = (wide[i] - centre, wide[i + 1] - centre);
            s0 = Vector.MultiplyAddEstimate(d0, d0, s0);
            s1 = Vector.MultiplyAddEstimate(d1, d1, s1);
        }

        if (i < wide.Length) { s0 += (wide[i] - centre) * (wide[i] - centre); }
        return Vector.Sum(s0 + s1) + PlainNumbers.Scatter(values[(wide.Length * Vector<double>.Count)..], around);
    }

    /// <summary>The least and the greatest; infinite the wrong way round when there are none.</summary>
    public static (double Least, double Greatest) Range(ReadOnlySpan<double> values)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        Vector<double> least = new(double.PositiveInfinity), greatest = new(double.NegativeInfinity);
        for (var i = 0; i < wide.Length; i++)
        {
            least = Vector.Min(least, wide[i]);
            greatest = Vector.Max(greatest, wide[i]);
        }

        var rest = PlainNumbers.Range(values[(wide.Length * Vector<double>.Count)..]);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
        {
            rest = (Math.Min(rest.Least, least[lane]), Math.Max(rest.Greatest, greatest[lane]));
        }

        return rest;
    }

    /// <summary>results = (values − mean) · factor.</summary>
    public static void Rescale(ReadOnlySpan<double> values, double mean, double factor, Span<double> results)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(results.Length, values.Length);
        var wide = MemoryMarshal.Cast<double, Vector<double>>(values);
        var wideResults = MemoryMarshal.Cast<double, Vector<double>>(results);
        for (var i = 0; i < wide.Length; i++) { wideResults[i] = (wide[i] - new Vector<double>(mean)) * factor; }
        var rest = wide.Length * Vector<double>.Count;
        PlainNumbers.Rescale(values[rest..], mean, factor, results[rest..]);
    }
}
