using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Clients;

/// <summary>REST as people try it first: with curl.</summary>
public sealed partial class CurlTests : IAsyncLifetime
{
    private readonly DataFolder _folder = new();
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(_folder.Path, ["--workspace", "w"]);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_write_repeated_under_its_key_is_done_once()
    {
        string[] write = ["-H", "Idempotency-Key: first", .. Json("""{"observations":[{"text":"Curl is everywhere.","about":"curl"}]}""")];
        var first = await SendAsync("POST", "/api/v1/facts", write);
        var second = await SendAsync("POST", "/api/v1/facts", write);
        var other = await SendAsync("POST", "/api/v1/facts", ["-H", "Idempotency-Key: first", .. Json("""{"observations":[{"text":"Wget too.","about":"wget"}]}""")]);

        Assert.Equal(201, first.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(409, other.Status);
        Assert.Single(JsonNode.Parse((await GetAsync("/api/v1/facts")).Body)!["items"]!.AsArray());
    }

    [Fact]
    public async Task An_entity_tag_saves_what_is_known_and_guards_what_changed()
    {
        await RememberAsync("The gate is open.", "gate");
        var read = await GetAsync("/api/v1/entities/gate");
        var tag = read.Header("ETag");
        Assert.Equal(304, (await GetAsync("/api/v1/entities/gate", "-H", $"If-None-Match: {tag}")).Status);

        await RememberAsync("It opens inwards.", "gate");
        Assert.Equal(200, (await GetAsync("/api/v1/entities/gate", "-H", $"If-None-Match: {tag}")).Status);
        Assert.Equal(412, (await SendAsync("DELETE", "/api/v1/entities/gate", "-H", $"If-Match: {tag}")).Status);
        var now = (await GetAsync("/api/v1/entities/gate")).Header("ETag");
        Assert.Equal(200, (await SendAsync("DELETE", "/api/v1/entities/gate", "-H", $"If-Match: {now}")).Status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_large_answer_comes_compressed(string coding)
    {
        await RememberAsync(new string('x', 5_000), "long");
        var (_, output, _) = await Tool.OutputAsync("curl", "-sS", "-D", "-", "-o", "/dev/null", "-H", $"Accept-Encoding: {coding}", Url("/api/v1/facts"));

        Assert.Contains($"Content-Encoding: {coding}", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stream_of_events_goes_on_where_it_stopped()
    {
        await RememberAsync("First.", "stream");
        await RememberAsync("Second.", "stream");
        var ids = EventId().Matches(await FollowAsync("0")).Select(match => long.Parse(match.Groups[1].Value)).ToList();
        Assert.Equal(Enumerable.Range(1, ids.Count).Select(id => (long)id), ids);

        var rest = await FollowAsync($"{ids[^2]}");
        Assert.Equal([ids[^1]], EventId().Matches(rest).Select(match => long.Parse(match.Groups[1].Value)));
        Assert.Contains("Second.", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_is_told_as_a_problem()
    {
        await RememberAsync("Something.", "something");
        await AssertProblemAsync(400, await GetAsync("/api/v1/recall?query=x&limit=many"), "limit");
        await AssertProblemAsync(400, await GetAsync("/api/v1/facts?cursor=forged"), "cursor");
        await AssertProblemAsync(404, await GetAsync("/api/v1/entities/nobody"));
        await AssertProblemAsync(404, await GetAsync("/api/v1/nothing"));
        await AssertProblemAsync(405, await SendAsync("PATCH", "/api/v1/facts"));
        await AssertProblemAsync(415, await SendAsync("POST", "/api/v1/facts", "-H", "Content-Type: text/plain", "-d", "x"));
        await AssertProblemAsync(400, await SendAsync("POST", "/api/v1/facts", Json("""{"observations":[{"text":""}]}""")), "observations[0].text");
        await AssertProblemAsync(401, await CurlAsync(["-X", "POST", .. Json("{}"), Url("/api/v1/facts")]));
    }

    private static string[] Json(string body) => ["-H", "Content-Type: application/json", "-d", body];

    private static Task AssertProblemAsync(int status, CurlAnswer answer, string? field = null)
    {
        Assert.True(answer.Status == status, $"{answer.Status} instead of {status}: {answer.Body}");
        Assert.StartsWith("application/problem+json", answer.Header("Content-Type"), StringComparison.Ordinal);
        var problem = JsonNode.Parse(answer.Body)!;
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal(answer.Header("X-Request-Id"), problem["requestId"]!.GetValue<string>());
        if (field is not null) { Assert.Contains(field, problem["fields"]!.AsArray().Select(fault => fault!["field"]!.GetValue<string>())); }
        return Task.CompletedTask;
    }

    private string Url(string path) => new Uri(_server.Address, path).ToString();

    private async Task RememberAsync(string text, string about) => Assert.Equal(
        201, (await SendAsync("POST", "/api/v1/facts", Json($$"""{"observations":[{"text":"{{text}}","about":"{{about}}"}]}"""))).Status);

    /// <summary>What comes until the stream is quiet for a second.</summary>
    private async Task<string> FollowAsync(string lastId)
    {
        var (_, output, _) = await Tool.OutputAsync("curl", "-sSN", "--max-time", "2", "-H", $"Last-Event-ID: {lastId}", Url("/api/v1/events"));
        return output;
    }

    private Task<CurlAnswer> GetAsync(string path, params string[] options) => CurlAsync([.. options, Url(path)]);

    private Task<CurlAnswer> SendAsync(string method, string path, params string[] options) =>
        CurlAsync(["-X", method, "-H", $"Authorization: Bearer {_server.Token}", .. options, Url(path)]);

    private static async Task<CurlAnswer> CurlAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await Tool.OutputAsync("curl", ["-sS", "-i", .. arguments]);
        Assert.True(exitCode == 0, error);
        return CurlAnswer.Of(output);
    }

    private sealed record CurlAnswer(int Status, string Head, string Body)
    {
        public static CurlAnswer Of(string output)
        {
            var end = output.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            return new(int.Parse(output.AsSpan("HTTP/1.1 ".Length, 3)), output[..end], output[(end + 4)..]);
        }

        public string Header(string name) => Head.Split("\r\n").Select(line => line.Split(": ", 2))
            .FirstOrDefault(pair => pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1] ?? "";
    }

    [GeneratedRegex("^id: ?([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex EventId();
}
