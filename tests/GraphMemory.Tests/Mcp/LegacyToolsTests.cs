using System.Net;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Tests.Mcp;

/// <summary>What the plugins of the ancestor send: no handshake, JSON-RPC to <c>/mcp/tools</c>, the bare result back.</summary>
public sealed class LegacyToolsTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private ServedMemory _memory = null!;

    public async ValueTask InitializeAsync()
    {
        _memory = await ServedMemory.StartAsync();
        _http.BaseAddress = _memory.Url;
        _http.DefaultRequestHeaders.Add("X-API-Key", _memory.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _memory.DisposeAsync();
    }

    [Fact]
    public async Task The_result_of_a_call_is_the_bare_object_of_the_tool()
    {
        var created = await CallAsync("""{"jsonrpc":"2.0","id":"a1","method":"tools/call","params":{"name":"memory_create","arguments":{"content":"ships on Fridays","type":"fact","tags":["release"]}}}""");
        var found = await CallAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"memory_search","arguments":{"query":"ships"}}}""");

        Assert.Equal(("2.0", "a1", "ships on Fridays"), (created.GetProperty("jsonrpc").GetString(), created.GetProperty("id").GetString(), created.GetProperty("result").GetProperty("content").GetString()));
        Assert.Equal(created.GetProperty("result").GetProperty("id").GetString(), found.GetProperty("result").GetProperty("memories")[0].GetProperty("id").GetString());
        Assert.Equal(2, found.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task The_ten_tools_are_listed_and_nothing_is_cached()
    {
        using var response = await PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        var tools = Json(await response.Content.ReadAsStringAsync(McpHarness.Token)).GetProperty("result").GetProperty("tools").EnumerateArray().ToList();

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal(10, tools.Count);
        Assert.All(tools, tool => Assert.Equal("object", tool.GetProperty("inputSchema").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_batch_is_answered_in_order_without_its_notifications()
    {
        var answers = await CallAsync("""
            [{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_create","arguments":{"content":"first","type":"note"}}},
             {"jsonrpc":"2.0","method":"tools/call","params":{"name":"memory_create","arguments":{"content":"unheard","type":"note"}}},
             {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"memory_search","arguments":{"query":"unheard"}}},7]
            """);
        using var silent = await PostAsync("""{"jsonrpc":"2.0","method":"tools/list"}""");
        using var silentBatch = await PostAsync("""[{"jsonrpc":"2.0","method":"tools/list"}]""");

        Assert.Equal(["1", "3", "null"], answers.EnumerateArray().Select(answer => answer.GetProperty("id").GetRawText()));
        Assert.Equal(1, answers[1].GetProperty("result").GetProperty("total").GetInt32());
        Assert.Equal(-32600, answers[2].GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (silent.StatusCode, silentBatch.StatusCode));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize"}""", -32601)]
    [InlineData("""{"jsonrpc":"2.0","id":1}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"tools/list"}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""", -32600)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":1}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_search","arguments":null}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_search","arguments":[1]}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recall","arguments":{"query":"x"}}}""", -32602)]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_delete","arguments":{"id":"mem_9"}}}""", -32000)]
    [InlineData("[]", -32600)]
    [InlineData("7", -32600)]
    public async Task What_is_wrong_is_a_JSON_RPC_error(string body, int code) =>
        Assert.Equal(code, (await CallAsync(body)).GetProperty("error").GetProperty("code").GetInt32());

    [Fact]
    public async Task What_is_no_JSON_or_too_much_is_refused()
    {
        foreach (var body in (string[])["{", "", new string('[', 10_000)])
        {
            using var response = await PostAsync(body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(-32700, Json(await response.Content.ReadAsStringAsync(McpHarness.Token)).GetProperty("error").GetProperty("code").GetInt32());
        }

        var many = await CallAsync($"[{string.Join(',', Enumerable.Repeat("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", 101))}]");
        Assert.Equal(-32600, many.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Writing_needs_the_token_and_reading_does_not()
    {
        using var stranger = new HttpClient { BaseAddress = _memory.Url };
        using var wrong = new HttpClient { BaseAddress = _memory.Url };
        wrong.DefaultRequestHeaders.Add("X-API-Key", "guess");
        const string write = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_create","arguments":{"content":"x","type":"note"}}}""";
        const string read = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"memory_search","arguments":{"query":"x"}}}""";
        async Task<HttpStatusCode> Status(HttpClient http, string body)
        {
            using var response = await http.PostAsync("mcp/tools", new StringContent(body, Encoding.UTF8, "application/json"), McpHarness.Token);
            return response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await Status(stranger, write));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(stranger, $"[{read},{write}]"));
        Assert.Equal(HttpStatusCode.OK, await Status(stranger, read));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(wrong, read));
        stranger.DefaultRequestHeaders.Add("Origin", "http://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, await Status(stranger, read));
    }

    private Task<HttpResponseMessage> PostAsync(string body) => _http.PostAsync("mcp/tools", new StringContent(body, Encoding.UTF8, "application/json"), McpHarness.Token);

    private async Task<JsonElement> CallAsync(string body)
    {
        using var response = await PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Json(await response.Content.ReadAsStringAsync(McpHarness.Token));
    }

    private static JsonElement Json(string text) => McpHarness.Json(text);
}
