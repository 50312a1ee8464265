using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Benchmarks.Ranking;

/// <summary>Signing a text of so many terms: vectors against one place after the other.</summary>
[MemoryDiagnoser]
public class MinHashBenchmarks
{
    private readonly uint[] _signature = new uint[MinHash.Size];
    private ulong[] _items = [];

    [Params(8, 32, 256)]
    public int TermCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(42);
        _items = [.. Enumerable.Range(0, TermCount).Select(_ => (ulong)random.NextInt64())];
    }

    [Benchmark]
    public void Vectors() => MinHash.Add(_items, _signature);

    [Benchmark(Baseline = true)]
    public void OnePlaceAfterTheOther() => MinHash.AddScalar(_items, _signature);
}
