using System.Net;
using System.Text;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Http;

/// <summary>Requests that a web page, a broken client or an attacker sends: each is refused, and the server goes on serving.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    private const string Write =
        """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_entities","arguments":{"entities":[{"name":"planted","entityType":"t","observations":[]}]}}}""";

    private readonly DataFolder _folder = new();
    private ServerProcess _server = null!;

    /// <summary>Every door: a page to read, a read and a write over MCP, the door of our own processes.</summary>
    private static readonly (string Method, string Path, string Body)[] Doors =
    [
        ("GET", "/health", ""),
        ("POST", "/mcp", Ping),
        ("POST", "/mcp", Write),
        ("DELETE", "/mcp", ""),
        ("GET", "/internal/v1/head", ""),
        ("POST", "/internal/v1/tools/call", "{}"),
        ("OPTIONS", "/mcp", ""),
        ("GET", "/nowhere", ""),
    ];

    private string Own => $"127.0.0.1:{_server.Address.Port}";

    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(_folder.Path);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Names_that_are_not_ours_are_refused_at_every_door()
    {
        string[] hosts =
        [
            "evil.example", $"evil.example:{_server.Address.Port}", "127.0.0.1.evil.example", "evil.127.0.0.1", "localhost.evil.example", "localhost.", "LOCALHOST.",
            "0.0.0.0", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "017700000001", "[::]", "[::ffff:127.0.0.1]", "169.254.169.254", "evil.example#127.0.0.1",
            "user@127.0.0.1", "127.0.0.1@evil.example", "127.0.0.1,evil.example", "127.0.0.1 evil.example", "127.0.0.1/evil", "\u00ff.example", "xn--lcalhost-54a", "",
        ];
        foreach (var host in hosts)
        {
            foreach (var door in Doors) { await RefusedAsync(Request(door, $"Host: {host}\r\n"), $"Host \"{host}\" at {door.Method} {door.Path}"); }
        }

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task Host_headers_that_can_be_read_two_ways_are_refused()
    {
        foreach (var door in Doors)
        {
            await RefusedAsync(Request(door, ""), "no Host");
            await RefusedAsync(Request(door, $"Host: {Own}\r\nHost: evil.example\r\n"), "two Hosts");
            await RefusedAsync(Request(door, $"Host: evil.example\r\nHost: {Own}\r\n"), "two Hosts");
            await RefusedAsync(Request(door, $"Host : {Own}\r\n"), "a blank before the colon");
            await RefusedAsync(Request(door, $"Host: {Own}\r\n evil.example\r\n"), "a folded line");
            await RefusedAsync(Request(door with { Path = $"http://evil.example{door.Path}" }, $"Host: {Own}\r\n"), "another name in the request line");
            await RefusedAsync(Request(door with { Path = $"http://evil.example{door.Path}" }, "Host: evil.example\r\n"), "another name in both");
        }

        await NothingWasWrittenAsync();
    }

    [Fact]
    public async Task Pages_of_other_origins_are_refused_at_every_door()
    {
        string[] origins =
        [
            "http://evil.example", "https://evil.example", "null", "file://", "chrome-extension://abcdefghijklmnop", $"https://{Own}", "http://127.0.0.1", "http://127.0.0.1:1",
            $"http://{Own}.evil.example", $"http://{Own}@evil.example", $"http://evil.example?{Own}", $"http://{Own}, http://evil.example", $"http://{Own}/", "evil", " ", "http://[::1]",
            $"http://localhost.evil.example:{_server.Address.Port}", "ws://127.0.0.1", "//127.0.0.1",
        ];
        foreach (var origin in origins.Where(origin => origin.Trim().Length > 0))
        {
            foreach (var door in Doors) { await RefusedAsync(Request(door, $"Host: {Own}\r\nOrigin: {origin}\r\n"), $"Origin \"{origin}\" at {door.Method} {door.Path}"); }
        }

        await RefusedAsync(Request(Doors[2], $"Host: {Own}\r\nOrigin: http://{Own}\r\nOrigin: http://evil.example\r\n"), "two Origins");
        await NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]")]
    public async Task Our_own_names_are_served_whatever_a_proxy_header_says(string host)
    {
        var (status, text) = await RawHttp.ExchangeAsync(_server.Address, Request(
            ("GET", "/health/live", ""), $"Host: {host}:{_server.Address.Port}\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n"));

        Assert.True(status == 200, text);
    }

    [Fact]
    public async Task Requests_that_hide_another_request_do_not_get_it_served()
    {
        // Request smuggling (CWE-444): every reading of these must end in one refusal, or in one answer and no second one.
        const string Hidden = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        string[] heads =
        [
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "Content-Length: 5\r\nContent-Length: 50\r\n",
            "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n", "Transfer-Encoding: chunked, identity\r\n", "Content-Length: +5\r\n", "Content-Length: 5, 5\r\n",
            "Content-Length: -1\r\n", "Content-Length: 0x5\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding:\x0bchunked\r\n",
        ];
        foreach (var head in heads)
        {
            var (status, text) = await RawHttp.ExchangeAsync(
                _server.Address, $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Json}{head}\r\n0\r\n\r\n{Hidden}");

            Assert.True(status is >= 400 and < 500, $"{head} gave {text}");
            Assert.DoesNotContain("HTTP/1.1 200", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("5\r\n{\"a\"\r\n0\r\n\r\n")]
    [InlineData("-1\r\n{}\r\n0\r\n\r\n")]
    [InlineData("zz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("2;ext\r\n{}")]
    [InlineData("ffffffffffffffff\r\n{}\r\n0\r\n\r\n")]
    public async Task Broken_chunks_are_refused(string body) => await RefusedAsync(
        $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Transfer-Encoding: chunked\r\n\r\n{body}", body);

    [Fact]
    public async Task What_is_larger_than_a_bound_is_refused()
    {
        await AnsweredAsync(413, $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Content-Length: {1L << 40}\r\n\r\n");
        await AnsweredAsync(413, $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Transfer-Encoding: chunked\r\n\r\n{Chunks(11 << 20)}");
        await AnsweredAsync(431, $"GET /health HTTP/1.1\r\nHost: {Own}\r\n{Close}X-Long: {new string('a', 100_000)}\r\n\r\n");
        await AnsweredAsync(431, $"GET /health HTTP/1.1\r\nHost: {Own}\r\n{Close}{string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: a\r\n"))}\r\n");
        await AnsweredAsync(414, $"GET /health?{new string('a', 100_000)} HTTP/1.1\r\nHost: {Own}\r\n{Close}\r\n");
    }

    [Fact]
    public async Task A_body_that_stops_half_way_changes_nothing()
    {
        foreach (var kept in new[] { 0, 1, Write.Length / 2, Write.Length - 1 })
        {
            var (status, text) = await RawHttp.ExchangeAsync(
                _server.Address, $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Content-Length: {Write.Length}\r\n\r\n{Write[..kept]}", isLast: true);
            Assert.True(status is 0 or >= 400 and < 500, text);
        }

        await NothingWasWrittenAsync();
    }

    [Theory]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"\xff\xfe\"}}")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"ping\"}")]
    [InlineData("[[[[")]
    [InlineData("\"\\ud800\"")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\0")]
    public async Task Bodies_that_are_no_message_are_refused(string body) => await RefusedAsync(
        $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Content-Length: {body.Length}\r\n\r\n{body}", body);

    [Fact]
    public async Task A_body_nested_without_end_is_refused()
    {
        var body = new string('[', 1 << 20);
        await RefusedAsync($"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Content-Length: {body.Length}\r\n\r\n{body}", "1 MB of brackets");
    }

    [Fact]
    public async Task Slow_and_idle_clients_do_not_keep_others_from_being_served()
    {
        var slow = new List<RawHttp>();
        try
        {
            for (var i = 0; i < 200; i++)
            {
                slow.Add(await RawHttp.ConnectAsync(_server.Address));
                await slow[i].SendAsync((i % 4) switch
                {
                    0 => "",
                    1 => "GET /health HTTP/1.1\r\nHost: 127",
                    2 => $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Content-Length: 100000\r\n\r\n{{",
                    _ => $"POST /mcp HTTP/1.1\r\nHost: {Own}\r\n{Close}{Token}{Json}Transfer-Encoding: chunked\r\n\r\n5\r\n{{\"a",
                });
            }

            await using var session = await McpOverHttp.ConnectAsync(_server.Client());
            await session.CallAsync("create_entities", Reference.Entities("served meanwhile"));
            Assert.Equal(["served meanwhile"], Reference.NamesOf(await session.CallAsync("open_nodes", Reference.Names("served meanwhile"))));
        }
        finally
        {
            slow.ForEach(connection => connection.Dispose());
        }
    }

    private string Token => $"Authorization: Bearer {_server.Token}\r\n";

    private const string Close = "Connection: close\r\n";

    private static string Json => "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";

    private string Request((string Method, string Path, string Body) door, string head) =>
        $"{door.Method} {door.Path} HTTP/1.1\r\n{head}{Close}{Token}{Json}Content-Length: {door.Body.Length}\r\n\r\n{door.Body}";

    private static string Chunks(int bytes)
    {
        var (text, chunk) = (new StringBuilder("1\r\n\"\r\n"), new string('a', 0x10000));
        for (var sent = 0; sent < bytes; sent += chunk.Length) { text.Append("10000\r\n").Append(chunk).Append("\r\n"); }
        return text.Append("0\r\n\r\n").ToString();
    }

    private async Task AnsweredAsync(int status, string request)
    {
        var answer = await RawHttp.ExchangeAsync(_server.Address, request);
        Assert.True(answer.Status == status, $"{answer.Status} instead of {status}: {answer.Text}");
    }

    private async Task RefusedAsync(string request, string what)
    {
        var (status, text) = await RawHttp.ExchangeAsync(_server.Address, request);
        Assert.True(status is 400 or 403 or 413, $"{what} was answered with {status}: {text}");
    }

    private async Task NothingWasWrittenAsync()
    {
        using var http = _server.Client();
        using var health = await http.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        await using var session = await McpOverHttp.ConnectAsync(_server.Client());
        Assert.Empty(Reference.NamesOf(await session.CallAsync("open_nodes", Reference.Names("planted"))));
    }
}
