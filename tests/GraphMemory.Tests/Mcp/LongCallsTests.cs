using System.Text.Json.Nodes;
using GraphMemory.Server.Mcp;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>Calls that take their time: how a client learns that they go on, and how it ends them.</summary>
public sealed class LongCallsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryTools _memory = new(ToolProfiles.Default);
    private readonly SlowTools _slow;

    public LongCallsTests() => _slow = new SlowTools(_memory.Tools);

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Whoever_gives_a_token_is_told_each_second_that_the_call_goes_on(string version)
    {
        await using var pair = await ClientPair.ConnectAsync(_memory, version, invoker: _slow, time: _time);
        var told = new TaskCompletionSource<ProgressNotificationValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = pair.Client.CallToolAsync("read_graph", progress: new Told(told.SetResult), cancellationToken: McpHarness.Token).AsTask();
        await _slow.Begun.WaitAsync(McpHarness.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        var value = await told.Task.WaitAsync(McpHarness.Token);
        _slow.Finish();
        await call;

        Assert.Equal((1, null, "read_graph is still at work"), ((int)value.Progress, value.Total, value.Message));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_call_that_is_cancelled_writes_nothing(string version)
    {
        await using var pair = await ClientPair.ConnectAsync(_memory, version, invoker: _slow, time: _time);
        var call = pair.Client.SendRequestAsync(
            new JsonRpcRequest { Id = new RequestId("slow"), Method = RequestMethods.ToolsCall, Params = JsonNode.Parse("""{"name":"remember","arguments":{"text":"never"}}""") },
            McpHarness.Token);
        await _slow.Begun.WaitAsync(McpHarness.Token);

        // By hand: the client of the SDK may drop its own notice when its token is cancelled.
        await pair.Client.SendMessageAsync(
            new JsonRpcNotification { Method = NotificationMethods.CancelledNotification, Params = new JsonObject { ["requestId"] = "slow" } }, McpHarness.Token);
        await _slow.Cancelled.WaitAsync(McpHarness.Token);
        _slow.Finish();

        Assert.Equal(0, await _memory.Tools.HeadAsync("default", McpHarness.Token));
        Assert.False((await pair.CallAsync("read_graph", "{}")).IsError == true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private sealed class Told(Action<ProgressNotificationValue> tell) : IProgress<ProgressNotificationValue>
    {
        private int _count;

        public void Report(ProgressNotificationValue value)
        {
            if (Interlocked.Increment(ref _count) == 1) { tell(value); }
        }
    }

    /// <summary>The tools behind a door that opens when the test says so.</summary>
    private sealed class SlowTools(IToolInvoker tools) : IToolInvoker
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public Task Cancelled => _cancelled.Task;

        public void Finish() => _open.TrySetResult();

        public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            try
            {
                await _open.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }

            return await tools.InvokeAsync(call, cancellationToken);
        }

        public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) => tools.HeadAsync(workspace, cancellationToken);
    }
}
