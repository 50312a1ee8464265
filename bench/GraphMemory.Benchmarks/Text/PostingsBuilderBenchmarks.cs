using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>Collecting and laying out an index of 15 terms per document.</summary>
[MemoryDiagnoser]
public class PostingsBuilderBenchmarks
{
    [Params(300_000, 3_000_000)]
    public int DocumentCount { get; set; }

    [Benchmark]
    public int Build() => ZipfCorpus.Build(DocumentCount, randomSeed: 42).Blocks.Length;
}
