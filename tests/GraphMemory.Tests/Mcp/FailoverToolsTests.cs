using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;

namespace GraphMemory.Tests.Mcp;

public sealed class FailoverToolsTests : IDisposable
{
    private const string Create = """{"entities":[{"name":"E","entityType":"t","observations":[]}]}""";

    private readonly McpHarness _mcp = new();
    private readonly StringWriter _errors = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task A_call_that_died_with_the_server_is_done_exactly_once()
    {
        // The server did the work, and its answer was lost.
        var server = new Answers(async call =>
        {
            await _mcp.Tools.InvokeAsync(call, McpHarness.Token);
            throw new HttpRequestException("connection reset");
        });
        using var tools = new FailoverTools(server, () => _mcp.Tools, _errors);
        var reply = await tools.InvokeAsync(_mcp.Call("create_entities", Create, key: "once"), McpHarness.Token);

        Assert.Contains("\"E\"", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, await tools.HeadAsync("default", McpHarness.Token));
        Assert.Contains("connection reset", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_behind()
    {
        using var tools = new FailoverTools(new Answers(_ => throw new TaskCanceledException()), () => _mcp.Tools, _errors);

        Assert.False((await tools.InvokeAsync(_mcp.Call("read_graph", "{}"), McpHarness.Token)).IsError);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_no_reason_to_leave_the_server()
    {
        using var given = new CancellationTokenSource();
        await given.CancelAsync();
        using var tools = new FailoverTools(new Answers(_ => throw new TaskCanceledException()), () => throw new InvalidOperationException(), _errors);

        await Assert.ThrowsAsync<TaskCanceledException>(() => tools.InvokeAsync(_mcp.Call("read_graph", "{}"), given.Token));
    }

    [Fact]
    public async Task A_running_server_is_asked_and_the_store_stays_closed()
    {
        using var tools = new FailoverTools(new Answers(_ => Task.FromResult(new ToolReply("from the server", null, false))), () => throw new InvalidOperationException(), _errors);

        Assert.Equal("from the server", (await tools.InvokeAsync(_mcp.Call("read_graph", "{}"), McpHarness.Token)).Text);
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_an_answer()
    {
        using var tools = new FailoverTools(null, () => throw new StoreFaultException(McpProblems.MemoryFile.With("broken")), _errors);

        Assert.Equal("broken", (await tools.InvokeAsync(_mcp.Call("read_graph", "{}"), McpHarness.Token)).Text);
    }

    private sealed class Answers(Func<ToolCall, Task<ToolReply>> answer) : IToolInvoker
    {
        public int Count { get; private set; }

        public Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
        {
            Count++;
            return answer(call);
        }

        public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) => throw new HttpRequestException("gone");
    }
}
