using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Mcp.Elicitation;

namespace GraphMemory.Tests.Mcp;

/// <summary>Frames that no honest client sends: each is answered with an error or ignored, and the session goes on.</summary>
public sealed class HostileFramesTests : IAsyncLifetime
{
    private readonly MemoryTools _memory = new(ToolProfiles.All);
    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly CancellationTokenSource _stop = new();
    private GraphWatch _watch = null!;
    private StreamReader _answers = null!;
    private Task _serving = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _watch = new GraphWatch(_memory.Tools);
        var connection = new McpConnection(
            ToolProfiles.Create().Items.Single(profile => profile.Name == ToolProfiles.All), Workspace.DefaultName, _memory.Tools, _watch,
            RequestSeal.For("secret", TimeProvider.System), TimeProvider.System, "session 1", NextKey: null);
        _answers = new StreamReader(_toClient.Reader.AsStream());
        _serving = McpStdio.RunAsync(connection, new McpLimits(), _toServer.Reader.AsStream(), _toClient.Writer.AsStream(), TimeProvider.System, _stop.Token);
        await SendAsync("""{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""");
        Assert.Equal(0, (await AnswerAsync()).GetProperty("id").GetInt32());
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _answers.Dispose();
        _watch.Dispose();
        _stop.Dispose();
        _memory.Dispose();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recall","arguments":[]}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/read","params":{"uri":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"resources/subscribe","params":{"uri":null}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"prompts/get","params":{"name":"start_task","arguments":{"task":5}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"completion/complete","params":{"ref":{"type":"ref/prompt"},"argument":{}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such/method"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"???"}}""")]
    public async Task Wrong_types_are_answered_with_an_error_and_the_session_goes_on(string frame)
    {
        await SendAsync(frame);
        var answer = await AnswerAsync();

        Assert.Equal(1, answer.GetProperty("id").GetInt32());
        Assert.InRange(answer.GetProperty("error").GetProperty("code").GetInt32(), -32700, -32000);
        await StillWorksAsync();
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1.5,"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":{},"method":"ping"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":[1],"method":"ping"}""")]
    [InlineData("""[{"jsonrpc":"2.0","id":1,"method":"ping"}]""")]
    [InlineData("null")]
    [InlineData("\u0000\u0001")]
    public async Task What_is_no_message_is_refused_and_the_session_goes_on(string frame)
    {
        await SendAsync(frame);
        Assert.InRange((await AnswerAsync()).GetProperty("error").GetProperty("code").GetInt32(), -32700, -32600);
        await StillWorksAsync();
    }

    [Fact]
    public async Task Deep_nesting_and_long_texts_are_errors_and_the_session_goes_on()
    {
        await SendAsync(new string('[', 100_000));
        Assert.Equal(-32700, (await AnswerAsync()).GetProperty("error").GetProperty("code").GetInt32());
        await SendAsync($$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recall","arguments":{"query":"{{new string('x', 2_000_000)}}"} } }""");
        Assert.True((await AnswerAsync()).GetProperty("result").GetProperty("isError").GetBoolean());
        await StillWorksAsync();
    }

    [Fact]
    public async Task Answers_that_nobody_asked_for_and_an_id_given_twice_do_no_harm()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":99,"result":{}}""");
        await SendAsync("""{"jsonrpc":"2.0","id":99,"error":{"code":1,"message":"x"}}""");
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}""");
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":12345}}""");
        await SendAsync("""{"jsonrpc":"2.0","id":5,"method":"ping"}""");
        await SendAsync("""{"jsonrpc":"2.0","id":5,"method":"ping"}""");

        Assert.Equal(5, (await AnswerAsync()).GetProperty("id").GetInt32());
        Assert.Equal(5, (await AnswerAsync()).GetProperty("id").GetInt32());
        await StillWorksAsync();
    }

    private async Task StillWorksAsync()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":"last","method":"tools/call","params":{"name":"recall","arguments":{"query":"x"}}}""");
        var answer = await AnswerAsync();
        Assert.Equal("last", answer.GetProperty("id").GetString());
        Assert.True(answer.TryGetProperty("result", out _));
    }

    private async Task SendAsync(string line) => await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), McpHarness.Token);

    private async Task<JsonElement> AnswerAsync() => McpHarness.Json((await _answers.ReadLineAsync(McpHarness.Token))!);
}
