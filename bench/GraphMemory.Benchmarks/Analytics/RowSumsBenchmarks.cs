using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Analytics;
using GraphMemory.Kernels.Analytics.Centrality;

namespace GraphMemory.Benchmarks.Analytics;

/// <summary>One sum over the neighbours of every node: two plain sums side by side, against the gathering instructions of AVX2 with the end of
/// the row under a mask, which save the wrongly predicted branch and lose more than that.</summary>
public unsafe class RowSumsBenchmarks
{
    private StaticGraph _graph = null!;
    private double[] _values = [];

    [Params(10_000, 100_000)]
    public int NodeCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_graph, _values) = (AttachmentGraph.Of(NodeCount, 5), new double[NodeCount]);
        Array.Fill(_values, 1);
    }

    [Benchmark(Baseline = true)]
    public double TwoSums()
    {
        var sum = 0.0;
        fixed (int* offsets = _graph.In.Offsets, targets = _graph.In.Targets)
        fixed (double* values = _values)
        {
            var rows = new RowSums(offsets, targets, null);
            for (var node = 0; node < NodeCount; node++) { sum += rows.Of(node, values); }
        }

        return sum;
    }

    [Benchmark]
    public double Gathered()
    {
        var (sum, rows) = (0.0, _graph.In);
        fixed (double* values = _values)
        {
            for (var node = 0; node < NodeCount; node++) { sum += Gather(rows.Row(node), rows.ArcCount - rows.Offsets[node], values); }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Gather(ReadOnlySpan<int> row, int readable, double* values)
    {
        ref var targets = ref MemoryMarshal.GetReference(row);
        var (sum, i) = (Vector256<double>.Zero, 0);
        for (; i + 4 <= row.Length; i += 4) { sum += Avx2.GatherVector256(values, Vector128.LoadUnsafe(ref targets, (nuint)i), sizeof(double)); }
        if (i + 4 > readable)
        {
            for (; i < row.Length; i++) { sum += Vector256.CreateScalar(values[row[i]]); }
        }
        else if (i < row.Length)
        {
            var mask = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)(row.Length - i))).AsDouble();
            sum += Avx2.GatherMaskVector256(Vector256<double>.Zero, values, Vector128.LoadUnsafe(ref targets, (nuint)i), mask, sizeof(double));
        }

        return Vector256.Sum(sum);
    }
}
