using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GraphMemory.Kernels.Analytics.Centrality;

/// <summary>
/// Sums of what the neighbours of a node have: the inner loop of every ranking. Most rows are short and of unequal length, so what it costs is less
/// the reading than the wrongly predicted end of the row: four values are fetched by one instruction, and the last ones under a mask.
/// The targets of a <see cref="StaticGraph"/> were checked when it was built; they are not checked again.
/// </summary>
internal readonly unsafe ref struct RowSums
{
    private readonly ref int _offsets;
    private readonly ref int _targets;
    private readonly ref float _weights;
    private readonly int _arcCount;
    private readonly bool _isWeighted;

    public RowSums(Adjacency rows)
    {
        _offsets = ref MemoryMarshal.GetReference(rows.Offsets);
        _targets = ref MemoryMarshal.GetReference(rows.Targets);
        _weights = ref MemoryMarshal.GetReference(rows.Weights);
        (_arcCount, _isWeighted) = (rows.ArcCount, rows.IsWeighted);
    }

    /// <param name="values">One per node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int node, float* values)
    {
        var (begin, end) = (Unsafe.Add(ref _offsets, node), Unsafe.Add(ref _offsets, node + 1));
        return Avx2.IsSupported ? Wide(begin, end, values) : Plain(begin, end, values);
    }

    /// <inheritdoc cref="Of(int, float*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Of(int node, double* values)
    {
        var (begin, end) = (Unsafe.Add(ref _offsets, node), Unsafe.Add(ref _offsets, node + 1));
        return Avx2.IsSupported ? Wide(begin, end, values) : Plain(begin, end, values);
    }

    /// <summary>Sum of the weights of a row; its length when all are 1.</summary>
    public double Weight(int node)
    {
        var (begin, end) = (Unsafe.Add(ref _offsets, node), Unsafe.Add(ref _offsets, node + 1));
        if (!_isWeighted) { return end - begin; }
        var sum = 0.0;
        for (var i = begin; i < end; i++) { sum += Unsafe.Add(ref _weights, i); }
        return sum;
    }

    internal double Plain(int begin, int end, float* values)
    {
        var sum = 0.0;
        for (var i = begin; i < end; i++) { sum += (double)values[Unsafe.Add(ref _targets, i)] * (_isWeighted ? Unsafe.Add(ref _weights, i) : 1); }
        return sum;
    }

    internal double Plain(int begin, int end, double* values)
    {
        var sum = 0.0;
        for (var i = begin; i < end; i++) { sum += values[Unsafe.Add(ref _targets, i)] * (_isWeighted ? Unsafe.Add(ref _weights, i) : 1); }
        return sum;
    }


    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double Wide(int begin, int end, float* values)
    {
        var sum = Vector256<double>.Zero;
        var i = begin;
        for (; i + 4 <= end; i += 4)
        {
            var gathered = Avx.ConvertToVector256Double(Avx2.GatherVector128(values, Vector128.LoadUnsafe(ref _targets, (nuint)i), sizeof(float)));
            sum += _isWeighted ? gathered * Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref _weights, (nuint)i)) : gathered;
        }

        if (i < end) { sum += Rest(i, end - i, values); }
        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Rest(int i, int count, float* values)
    {
        if (i + 4 > _arcCount) { return Vector256.CreateScalar(Plain(i, i + count, values)); }
        var mask = Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count)).AsSingle();
        var gathered = Avx.ConvertToVector256Double(Avx2.GatherMaskVector128(Vector128<float>.Zero, values, Vector128.LoadUnsafe(ref _targets, (nuint)i), mask, sizeof(float)));
        return _isWeighted ? gathered * Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref _weights, (nuint)i)) : gathered;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Wide(int begin, int end, double* values)
    {
        var sum = Vector256<double>.Zero;
        var i = begin;
        for (; i + 4 <= end; i += 4)
        {
            var gathered = Avx2.GatherVector256(values, Vector128.LoadUnsafe(ref _targets, (nuint)i), sizeof(double));
            sum += _isWeighted ? gathered * Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref _weights, (nuint)i)) : gathered;
        }

        if (i < end) { sum += Rest(i, end - i, values); }
        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Rest(int i, int count, double* values)
    {
        if (i + 4 > _arcCount) { return Vector256.CreateScalar(Plain(i, i + count, values)); }
        var mask = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();
        var gathered = Avx2.GatherMaskVector256(Vector256<double>.Zero, values, Vector128.LoadUnsafe(ref _targets, (nuint)i), mask, sizeof(double));
        return _isWeighted ? gathered * Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref _weights, (nuint)i)) : gathered;
    }
}
