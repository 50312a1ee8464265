using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Ranking;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>The best 20 of a million documents. Common: two frequent terms; Mixed: frequent and rare ones together; Long: 12 terms.</summary>
[MemoryDiagnoser]
public class BlockMaxSearchBenchmarks
{
    private readonly TopK _top = new(20);
    private readonly SearchScratch _scratch = new();
    private readonly BlockMaxWand.PostingList[] _lists = new BlockMaxWand.PostingList[16];
    private PostingsSections _sections = new([], [], [], []);
    private QueryTerm[] _terms = [];
    private double[] _scores = [];
    private Bm25 _bm25 = new(1);

    [Params(1_000_000)]
    public int DocumentCount { get; set; }

    [Params("Common", "Mixed", "Long")]
    public string Query { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _sections = ZipfCorpus.Build(DocumentCount, randomSeed: 42);
        _scores = new double[DocumentCount];
        _bm25 = new Bm25(ZipfCorpus.TermsPerDocument);
        int[] terms = Query switch
        {
            "Common" => [1, 4],
            "Mixed" => [0, 8, 90, 3000],
            _ => [0, 2, 5, 11, 23, 60, 150, 400, 900, 2500, 9000, 40000],
        };
        _terms = [.. terms.Select(term => new QueryTerm(term, Bm25.Idf(_sections.Terms[term].DocumentFrequency, DocumentCount)))];
        RequireEqualResults();
    }

    [Benchmark(Baseline = true)]
    public int Exhaustive()
    {
        _top.Clear();
        ExhaustiveSearch.Run(_sections.Index, _terms, _bm25, _top, _scores);
        return _top.Count;
    }

    [Benchmark]
    public int BlockMax()
    {
        _top.Clear();
        BlockMaxSearch.Run(_sections.Index, new SegmentQuery { Segment = 0, Terms = _terms }, _bm25, _top, _scratch);
        return _top.Count;
    }

    [Benchmark]
    public int Wand()
    {
        _top.Clear();
        BlockMaxWand.Run(_sections.Index, _terms, _bm25, _top, _lists);
        return _top.Count;
    }

    private void RequireEqualResults()
    {
        Exhaustive();
        var expected = _top.Ranked().ToArray();
        BlockMax();
        if (!_top.Ranked().SequenceEqual(expected)) { throw new InvalidOperationException("Block-max search differs."); }
        Wand();
        if (!_top.Ranked().SequenceEqual(expected)) { throw new InvalidOperationException("WAND differs."); }
    }
}
