using System.Text.Json;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Eval;

public sealed class BitemporalEvaluationTests : IDisposable
{
    private const string SchemaText = """{"functional": ["branch"], "multi": ["uses"]}""";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Answers_and_contradictions_follow_both_times()
    {
        var answer = await RunAsync(
            """
            {"id": 0, "tx": 1000, "op": "assert", "s": "svc", "p": "branch", "o": "main", "valid_from": 0, "valid_to": null, "supersedes": null}
            {"id": 1, "tx": 1005, "op": "assert", "s": "svc", "p": "branch", "o": "trunk", "valid_from": 10, "valid_to": 20}

            {"id": 2, "tx": 1006, "op": "assert", "s": "svc", "p": "branch", "o": "main", "valid_from": 0, "valid_to": null}
            {"id": 3, "tx": 1010, "op": "assert", "s": "svc", "p": "branch", "o": "dev", "valid_from": 5, "valid_to": 15, "supersedes": 1}
            {"id": 4, "tx": 1011, "op": "assert", "s": "svc", "p": "uses", "o": "redis", "valid_from": 0, "valid_to": null}
            {"id": 5, "tx": 1012, "op": "assert", "s": "svc", "p": "uses", "o": "kafka", "valid_from": 0, "valid_to": null}
            {"id": 6, "tx": 1013, "op": "retract", "s": "svc", "p": "uses", "o": "redis", "valid_from": 50, "valid_to": 60}
            """,
            """
            {"qid": 0, "s": "svc", "p": "branch", "valid_at": 12, "tx_at": 999}
            {"qid": 1, "s": "svc", "p": "branch", "valid_at": 12, "tx_at": 1000}
            {"qid": 2, "s": "svc", "p": "branch", "valid_at": 12, "tx_at": 1005}
            {"qid": 3, "s": "svc", "p": "branch", "valid_at": 12, "tx_at": 1009}
            {"qid": 4, "s": "svc", "p": "branch", "valid_at": 12, "tx_at": 2000}
            {"qid": "5", "s": "svc", "p": "uses", "valid_at": 49, "tx_at": 2000}
            {"qid": 6, "s": "svc", "p": "uses", "valid_at": 50, "tx_at": 2000}
            {"qid": 7, "s": "nobody", "p": "uses", "valid_at": 50, "tx_at": 2000}
            """);

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("7 operations, 8 questions (6 with an answer), 2 contradictions", answer.Output.Trim());
        Assert.Equal(
            ["0 ", "1 main", "2 trunk", "3 main", "4 dev", "5 kafka,redis", "6 kafka", "7 "],
            Lines("answers.jsonl").Select(line => $"{line.GetProperty("qid")} {string.Join(',', line.GetProperty("answer").EnumerateArray())}"));
        Assert.Equal("[[0,1],[1,2]]", File.ReadAllText(PathOf("found.json")).Trim());
    }

    [Fact]
    public async Task A_fact_that_is_stated_twice_stands_for_both_statements()
    {
        await RunAsync(
            """
            {"id": "a", "tx": 1, "op": "assert", "s": "svc", "p": "branch", "o": "main", "valid_from": 0, "valid_to": 9}
            {"id": "b", "tx": 2, "op": "assert", "s": "svc", "p": "branch", "o": "main", "valid_from": 0, "valid_to": 9}
            {"id": "c", "tx": 3, "op": "assert", "s": "svc", "p": "branch", "o": "trunk", "valid_from": 0, "valid_to": 9}
            """,
            "");

        Assert.Equal("""[["a","c"],["b","c"]]""", File.ReadAllText(PathOf("found.json")).Trim());
    }

    [Theory]
    [InlineData("""{"id": 0, "tx": 1, "op": "assert", "s": "a", "p": "uses"}""", "ops.jsonl line 1: o is missing")]
    [InlineData("""{"id": 0, "tx": 1, "op": "add", "s": "a", "p": "uses", "o": "b"}""", "op is \"add\"")]
    [InlineData("""{"id": 0, "tx": "1", "op": "assert", "s": "a", "p": "uses", "o": "b"}""", "tx is no integer; give an integer")]
    [InlineData("""{"id": 0, "tx": 9223372036854775807, "op": "assert", "s": "a", "p": "uses", "o": "b"}""", "outside the calendar")]
    [InlineData("""{"id": [], "tx": 1, "op": "assert", "s": "a", "p": "uses", "o": "b"}""", "id is no text or a number")]
    [InlineData("""{"id": 0, "tx": 1, "op": "assert", "s": "a", "p": "uses", "o": "b", "supersedes": 7}""", "operation 0: supersedes: names 7")]
    [InlineData("""{"id": 0, "tx": 1, "op": "assert", "s": "a", "p": "uses", "o": "b", "valid_from": 5, "valid_to": 5}""", "operation 0: links[0].validTo")]
    [InlineData("[]", "ops.jsonl line 1: the line is no JSON object")]
    [InlineData("{oops", "ops.jsonl line 1: the line is not JSON at character 1")]
    public async Task A_bad_line_is_refused_with_its_file_line_and_field(string operation, string complaint)
    {
        var answer = await RunAsync(operation, "");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(complaint, answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"functional": ["observation"], "multi": []}""", "predicate: names the observations")]
    [InlineData("""{"functional": "branch", "multi": []}""", "functional is no list of texts")]
    [InlineData("""{"functional": [1], "multi": []}""", "functional is no list of texts")]
    [InlineData("""{"functional": []}""", "multi is missing; give a list of texts")]
    [InlineData("{", "schema.json line 1: the line is not JSON")]
    public async Task A_bad_schema_is_refused(string schema, string complaint)
    {
        var answer = await RunAsync("", "", schema);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(complaint, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_question_is_refused() => Assert.Contains(
        "questions.jsonl line 1: tx_at is missing", (await RunAsync("", """{"qid": 1, "s": "a", "p": "b", "valid_at": 1}""")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--schema")]
    [InlineData("--ops")]
    [InlineData("--queries")]
    public async Task A_missing_file_is_named(string option)
    {
        var arguments = Arguments("", "", SchemaText);
        arguments[Array.IndexOf(arguments, option) + 1] = PathOf("nowhere");

        var answer = await _cli.RunAsync(arguments);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("nowhere does not exist", answer.Error, StringComparison.Ordinal);
    }

    private Task<CliAnswer> RunAsync(string operations, string questions, string schema = SchemaText) => _cli.RunAsync(Arguments(operations, questions, schema));

    private string[] Arguments(string operations, string questions, string schema) =>
    [
        "eval", "bitemporal", "--schema", _cli.Home.File("schema.json", schema), "--ops", _cli.Home.File("ops.jsonl", operations),
        "--queries", _cli.Home.File("questions.jsonl", questions), "--out", PathOf("answers.jsonl"), "--contradictions", PathOf("found.json"),
    ];

    private string PathOf(string name) => Path.Combine(_cli.Home.Path, name);

    private IEnumerable<JsonElement> Lines(string name) => File.ReadLines(PathOf(name)).Select(line => JsonDocument.Parse(line).RootElement);
}
