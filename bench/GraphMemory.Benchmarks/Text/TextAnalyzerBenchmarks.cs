using BenchmarkDotNet.Attributes;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Benchmarks.Text;

/// <summary>One megabyte of text per operation: 1 ms is 1000 MB/s.</summary>
[MemoryDiagnoser]
public class TextAnalyzerBenchmarks
{
    private const string English =
        "The retrieval pipeline combines lexical matching with graph expansion, so that related observations are found even when the " +
        "question uses different words. Connections between services were reconfigured after the incident in March 2024. ";

    private const string Code =
        "public async Task<HttpResponseMessage> GetUserNameAsync(string userId, CancellationToken cancellationToken) { var max_open_files = 64; } ";

    private const string Mixed = "Das größere Büro in Łódź nutzt 缓存服务器 und データベース für die Straße naïveté. Привет мир, это проверка. ";

    private readonly TextAnalyzer _analyzer = new();
    private readonly TokenBuffer _tokens = new();
    private string _text = "";

    [Params("English", "Code", "Mixed")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        var sample = Kind switch { "English" => English, "Code" => Code, _ => Mixed };
        _text = string.Concat(Enumerable.Repeat(sample, (1_000_000 / sample.Length) + 1))[..1_000_000];
    }

    [Benchmark]
    public int Analyze()
    {
        _analyzer.Analyze(_text, _tokens);
        return _tokens.Count;
    }
}
