using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Ranking;

namespace GraphMemory.Benchmarks.Ranking;

/// <summary>Finding candidates among so many signatures, one in ten of which has a near copy.</summary>
[MemoryDiagnoser]
public class SimilarityBlocksBenchmarks
{
    private const int TermsPerItem = 20;

    private SimilarityBlocks _blocks = new();

    [Params(100_000, 1_000_000)]
    public int ItemCount { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var (random, signature, items) = (new Random(42), new uint[MinHash.Size], new ulong[TermsPerItem]);
        _blocks = new SimilarityBlocks();
        for (var item = 0; item < ItemCount; item++)
        {
            var changed = item % 10 == 9 ? 2 : TermsPerItem;
            for (var i = 0; i < changed; i++) { items[i] = (ulong)random.NextInt64(); }
            MinHash.Sign(items, signature);
            _blocks.Add(signature);
        }
    }

    [Benchmark]
    public int Pairs() => _blocks.Pairs(1_000_000).Count;
}
