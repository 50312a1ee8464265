using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Eval;

public sealed class RetrievalCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_document_that_holds_the_words_comes_first_and_the_history_beside_the_corpus_is_announced()
    {
        _cli.Home.File("x.history.jsonl", """{"commit": "c1", "subject": "Tame the walrus", "files": ["b.cs"]}""");

        var answer = await RunAsync("20");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("x.history.jsonl", answer.Error, StringComparison.Ordinal);
        Assert.StartsWith("2 documents in 1 workspaces", answer.Output, StringComparison.Ordinal);
        Assert.StartsWith("{\"qid\":1,\"ranked\":[\"a\"", File.ReadAllText(Path.Combine(_cli.Home.Path, "run.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    public async Task A_limit_out_of_range_is_bad_usage(string limit) => Assert.Equal(2, (await RunAsync(limit)).ExitCode);

    private Task<CliAnswer> RunAsync(string limit) => _cli.RunAsync(
        "eval", "retrieval", "--limit", limit, "--out", Path.Combine(_cli.Home.Path, "run.jsonl"),
        "--corpus", _cli.Home.File("x.corpus.jsonl", """
            {"id": "b", "title": "b.cs", "text": "parses configuration files"}
            {"id": "a", "title": "a.cs", "text": "retries transient network failures"}
            """),
        "--queries", _cli.Home.File("q.jsonl", """{"qid": 1, "query": "network retries"}"""));
}
