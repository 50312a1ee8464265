using System.IO.Compression;
using System.Text.Json;
using GraphMemory.Server.Cli;
using GraphMemory.Server.Eval.Cache;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Eval;

public sealed class CacheEvaluationTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Hits_are_counted_as_the_trace_says()
    {
        var trace = _cli.Home.File("t.trace", "1\n2\n1\n\nalpha\nalpha\n 2 \n");

        var answer = await _cli.RunAsync("eval", "cache", "--trace", trace, "--capacity", "10");

        Assert.Equal("6 requests, 3 hits, hit rate 50.00 % at capacity 10", answer.Output.Trim());
    }

    [Fact]
    public async Task A_compressed_trace_gives_the_same_figures_again_and_again()
    {
        var random = new Random(7);
        var keys = string.Join('\n', Enumerable.Range(0, 60_000).Select(_ => $"k{(int)Math.Pow(2, random.NextDouble() * 10)}"));
        var (plain, packed) = (_cli.Home.File("t.trace", keys), Path.Combine(_cli.Home.Path, "t.trace.gz"));
        await using (var gzip = new GZipStream(File.Create(packed), CompressionMode.Compress)) { await gzip.WriteAsync(File.ReadAllBytes(plain)); }
        _cli.Terminal = new Terminal(false, false, IsError: true, 80);

        var first = await _cli.RunAsync("eval", "cache", "--trace", plain, "--capacity", "50", "--json");
        var second = await _cli.RunAsync("eval", "cache", "--trace", packed, "--capacity", "50", "--json");

        var (before, after) = (JsonDocument.Parse(first.Output).RootElement, JsonDocument.Parse(second.Output).RootElement);
        Assert.Equal(60_000, after.GetProperty("requests").GetInt64());
        Assert.Equal(before.GetProperty("hits").GetInt64(), after.GetProperty("hits").GetInt64());
        Assert.Equal(before.GetProperty("evictions").GetInt64(), after.GetProperty("evictions").GetInt64());
        Assert.True(after.GetProperty("hitRatePercent").GetDouble() > 20);
        Assert.Contains("requests", first.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_trace_has_no_hits() => Assert.StartsWith(
        "0 requests, 0 hits, hit rate 0.00 %", (await _cli.RunAsync("eval", "cache", "--trace", _cli.Home.File("t", ""), "--capacity", "3")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_capacity_that_no_cache_has_is_bad_usage()
    {
        var answer = await _cli.RunAsync("eval", "cache", "--trace", _cli.Home.File("t", ""), "--capacity", "2");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--capacity", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trace_that_does_not_exist_is_named() => Assert.Contains(
        "nowhere does not exist", (await _cli.RunAsync("eval", "cache", "--trace", "nowhere", "--capacity", "3")).Error, StringComparison.Ordinal);

    [Fact]
    public void Keys_hash_alike_in_every_process()
    {
        var comparer = new TraceKeyComparer();

        Assert.Equal(42, comparer.GetHashCode("42"));
        Assert.Equal(comparer.GetHashCode("block/1"), comparer.GetHashCode(new string("block/1")));
        Assert.True(comparer.Equals("a", "a"));
        Assert.False(comparer.Equals("a", "A"));
    }
}
