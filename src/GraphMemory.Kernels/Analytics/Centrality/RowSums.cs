using System.Runtime.CompilerServices;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Sums of what the neighbours of a node have: the inner loop of every ranking. Two sums side by side; more, or the gathering instructions of the machine,
/// were slower (bench/GraphMemory.Benchmarks/Analytics/RowSumsBenchmarks). The arrays are pinned by the caller; the targets of a
/// <see cref="StaticGraph"/> were checked when it was built and are not checked again.
/// </summary>
/// <param name="offsets">n + 1.</param>
/// <param name="targets">One per arc.</param>
/// <param name="weights">One per arc; null when all are 1.</param>
internal readonly unsafe struct RowSums(int* offsets, int* targets, float* weights)
{
    /// <param name="values">One per node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int node, float* values)
    {
        var (i, end) = (offsets[node], offsets[node + 1]);
        if (weights != null) { return Weighted(i, end, values); }
        double s0 = 0, s1 = 0;
        for (; i + 2 <= end; i += 2)
        {
            s0 += values[targets[i]];
            s1 += values[targets[i + 1]];
        }

        return i < end ? s0 + s1 + values[targets[i]] : s0 + s1;
    }

    /// <inheritdoc cref="Of(int, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int node, double* values)
    {
        var (i, end) = (offsets[node], offsets[node + 1]);
        if (weights != null) { return Weighted(i, end, values); }
        double s0 = 0, s1 = 0;
        for (; i + 2 <= end; i += 2)
        {
            s0 += values[targets[i]];
            s1 += values[targets[i + 1]];
        }

        return i < end ? s0 + s1 + values[targets[i]] : s0 + s1;
    }

    /// <summary>Sum of the weights of a row; its length when all are 1.</summary>
    public double Weight(int node)
    {
        var (i, end) = (offsets[node], offsets[node + 1]);
        if (weights == null) { return end - i; }
        var sum = 0.0;
        for (; i < end; i++) { sum += weights[i]; }
        return sum;
    }

    private double Weighted(int i, int end, float* values)
    {
        double s0 = 0, s1 = 0;
        for (; i + 2 <= end; i += 2)
        {
            s0 += (double)weights[i] * values[targets[i]];
            s1 += (double)weights[i + 1] * values[targets[i + 1]];
        }

        return i < end ? s0 + s1 + ((double)weights[i] * values[targets[i]]) : s0 + s1;
    }

    private double Weighted(int i, int end, double* values)
    {
        double s0 = 0, s1 = 0;
        for (; i + 2 <= end; i += 2)
        {
            s0 += weights[i] * values[targets[i]];
            s1 += weights[i + 1] * values[targets[i + 1]];
        }

        return i < end ? s0 + s1 + (weights[i] * values[targets[i]]) : s0 + s1;
    }
}
