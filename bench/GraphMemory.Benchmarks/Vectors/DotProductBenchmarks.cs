using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Vectors;

namespace GraphMemory.Benchmarks.Vectors;

/// <summary>One product of 384 numbers that lie in the cache: floats against the plain loop and the framework's own, and codes.</summary>
public class DotProductBenchmarks
{
    private const int Dimensions = 384;
    private readonly float[] _a = new float[Dimensions];
    private readonly float[] _b = new float[Dimensions];
    private readonly sbyte[] _codes = new sbyte[Dimensions];
    private readonly short[] _wide = new short[Dimensions];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(42);
        for (var i = 0; i < Dimensions; i++) { (_a[i], _b[i]) = ((float)random.NextDouble(), (float)random.NextDouble()); }
        QuantisedVector.Quantise(_a, _codes);
        QuantisedVector.Widen(_codes, _wide);
    }

    [Benchmark(Baseline = true)]
    public float PlainLoop() => FloatVector.DotScalar(_a, _b);

    [Benchmark]
    public float Framework() => TensorPrimitives.Dot<float>(_a, _b);

    [Benchmark]
    public float Floats() => FloatVector.Dot(_a, _b);

    [Benchmark]
    public float Floats128() => FloatVector.Dot128(_a, _b);

    [Benchmark]
    public int CodesPlainLoop() => QuantisedVector.DotScalar(_wide, _codes);

    [Benchmark]
    public int Codes() => QuantisedVector.Dot(_wide, _codes);

    [Benchmark]
    public int Codes128() => QuantisedVector.Dot128(_wide, _codes);
}
