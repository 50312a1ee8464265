using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace GraphMemory.Tests.Cli;

public sealed class ServeCommandTests : IDisposable
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task It_serves_health_can_be_found_and_cleans_up_when_stopped()
    {
        var output = new SignalWriter();
        var serving = _cli.RunAsync(output, new StringWriter(), "serve", "--port", "0", "--json");
        await output.Flushed.WaitAsync(TimeSpan.FromSeconds(30));
        var url = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("url").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(url) };

        Assert.Contains("\"live\"", await http.GetStringAsync("/health/live"), StringComparison.Ordinal);
        Assert.Contains("\"ready\"", await http.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        var detail = JsonDocument.Parse(await http.GetStringAsync("/health")).RootElement;
        Assert.True(detail.GetProperty("store").GetProperty("isWritable").GetBoolean());
        Assert.Contains(url, (await _cli.RunAsync("status")).Output, StringComparison.Ordinal);
        Assert.Contains($"answers at {url}", (await _cli.RunAsync("doctor")).Output, StringComparison.Ordinal);

        await _cli.Stop.CancelAsync();
        Assert.Equal(0, (await serving).ExitCode);
        Assert.False(File.Exists(Path.Combine(_cli.DataFolder, "server.json")));
    }

    [Fact]
    public async Task It_prints_the_line_that_connects_and_never_the_token()
    {
        var (output, error) = (new SignalWriter(), new StringWriter());
        var serving = _cli.RunAsync(output, error, "serve", "--port", "0");
        await output.Flushed.WaitAsync(TimeSpan.FromSeconds(30));
        var twinOutput = new SignalWriter();
        var twinError = new StringWriter();
        var twin = _cli.RunAsync(twinOutput, twinError, "serve", "--port", "0");
        await twinOutput.Flushed.WaitAsync(TimeSpan.FromSeconds(30));
        await _cli.Stop.CancelAsync();
        await Task.WhenAll(serving, twin);

        Assert.Contains("claude mcp add --transport http graphmemory http://127.0.0.1:", output.ToString(), StringComparison.Ordinal);
        var token = (await File.ReadAllTextAsync(Path.Combine(_cli.DataFolder, "token"))).Trim();
        Assert.DoesNotContain(token, output.ToString() + error, StringComparison.Ordinal);
        Assert.Contains("a server already runs on this folder", twinError.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_MCP_reading_is_free_and_writing_needs_the_token()
    {
        var output = new SignalWriter();
        var serving = _cli.RunAsync(output, new StringWriter(), "serve", "--port", "0", "--json");
        await output.Flushed.WaitAsync(TimeSpan.FromSeconds(30));
        var url = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("url").GetString()!;
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var token = (await File.ReadAllTextAsync(Path.Combine(_cli.DataFolder, "token"))).Trim();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(http, Initialize, token: null));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await PostAsync(http, Call("search_nodes", """{"query":"x"}"""), token: null));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(http, Call("remember", """{"text":"x"}"""), token: null));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await PostAsync(http, Call("remember", """{"text":"x"}"""), token));
        using var inner = await http.PostAsync("/internal/v1/tools/call", new StringContent("{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, inner.StatusCode);

        await _cli.Stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task Mcp_through_a_running_server_writes_into_the_same_memory()
    {
        var output = new SignalWriter();
        var serving = _cli.RunAsync(output, new StringWriter(), "serve", "--port", "0", "--json");
        await output.Flushed.WaitAsync(TimeSpan.FromSeconds(30));
        using var replies = new MemoryStream();
        _cli.Streams = (McpInput("remember", """{"text":"through the server","about":"door"}"""), replies);

        var mcp = await _cli.RunAsync("mcp", "-w", "default");
        await _cli.Stop.CancelAsync();
        await serving;

        Assert.True(mcp.ExitCode == 0, mcp.Error);
        Assert.Contains("through the server", (await _cli.RunAsync("get", "door")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mcp_without_a_server_opens_the_store_itself()
    {
        using var replies = new MemoryStream();
        _cli.Streams = (McpInput("remember", """{"text":"on my own","about":"door"}"""), replies);

        var mcp = await _cli.RunAsync("mcp");

        Assert.True(mcp.ExitCode == 0, mcp.Error);
        Assert.Contains("on my own", (await _cli.RunAsync("get", "door")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await _cli.RunAsync("mcp", "--tools", "everything")).ExitCode);
    }

    [Fact]
    public async Task A_taken_port_is_a_clear_problem_with_the_fix()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var answer = await _cli.RunAsync("serve", "--port", $"{port}");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains($"error SERVE_001: Another program listens on port {port}.", answer.Error, StringComparison.Ordinal);
        Assert.Contains($"--port {port + 1}", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        var closed = await _cli.RunAsync("serve", "--bind", "192.0.2.1", "--port", "0");
        var foreign = await _cli.RunAsync("serve", "--bind", "192.0.2.1", "--port", "0", "--set", "server.allow_non_loopback=true");

        Assert.Equal(2, closed.ExitCode);
        Assert.Contains("server.allow_non_loopback", closed.Error, StringComparison.Ordinal);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("SERVE_003", foreign.Error, StringComparison.Ordinal);
    }

    private static string Call(string tool, string arguments) =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""";

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string message, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (token is not null) { request.Headers.Authorization = new("Bearer", token); }
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static MemoryStream McpInput(string tool, string arguments) => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n',
        Initialize,
        """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
        Call(tool, arguments), "")));

    /// <summary>Tells when the answer was written: the command flushes once it serves.</summary>
    private sealed class SignalWriter : StringWriter
    {
        private readonly TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Flushed => _flushed.Task;

        public override void Flush() => _flushed.TrySetResult();
    }
}
