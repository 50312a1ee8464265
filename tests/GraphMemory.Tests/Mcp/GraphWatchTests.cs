using GraphMemory.Engine.Graph;
using GraphMemory.Server.Mcp;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Mcp;

public sealed class GraphWatchTests : IDisposable
{
    private readonly McpHarness _mcp = new();

    public void Dispose() => _mcp.Dispose();

    [Fact]
    public async Task A_subscriber_is_told_once_per_change_and_not_after_it_left()
    {
        using var watch = new GraphWatch(_mcp.Tools);
        var told = 0;
        var subscription = watch.Subscribe(Workspace.DefaultName, 0, _ => { told++; return Task.CompletedTask; });

        await watch.StepAsync(McpHarness.Token);
        Assert.Equal(0, told);
        await WriteAsync("A");
        await watch.StepAsync(McpHarness.Token);
        await watch.StepAsync(McpHarness.Token);
        Assert.Equal(1, told);
        await WriteAsync("B");
        subscription.Dispose();
        await watch.StepAsync(McpHarness.Token);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_client_that_is_gone_loses_its_subscription_and_the_others_are_told()
    {
        using var watch = new GraphWatch(_mcp.Tools);
        var (tries, told) = (0, 0);
        watch.Subscribe(Workspace.DefaultName, 0, _ => { tries++; throw new IOException("the pipe is broken"); });
        watch.Subscribe(Workspace.DefaultName, 0, _ => { told++; return Task.CompletedTask; });

        await WriteAsync("A");
        await watch.StepAsync(McpHarness.Token);
        await WriteAsync("B");
        await watch.StepAsync(McpHarness.Token);

        Assert.Equal((1, 2), (tries, told));
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_looked_at_again_the_next_time()
    {
        var invoker = new FailingOnce(_mcp.Tools);
        using var watch = new GraphWatch(invoker);
        var told = 0;
        await WriteAsync("A");
        watch.Subscribe(Workspace.DefaultName, 0, _ => { told++; return Task.CompletedTask; });

        await watch.StepAsync(McpHarness.Token);
        Assert.Equal(0, told);
        await watch.StepAsync(McpHarness.Token);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_nudge_makes_it_look_before_the_interval_is_over()
    {
        using var watch = new GraphWatch(_mcp.Tools);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(McpHarness.Token);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watch.Subscribe(Workspace.DefaultName, 0, _ => { told.TrySetResult(); return Task.CompletedTask; });
        await WriteAsync("A");

        watch.Nudge();
        watch.Nudge();
        var running = watch.RunAsync(TimeSpan.FromDays(1), stop.Token);
        await told.Task.WaitAsync(McpHarness.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task An_orphan_is_noticed_at_the_next_look()
    {
        var time = new FakeTimeProvider();
        var parent = 100;
        var ended = ParentProcess.WaitForChangeAsync(() => parent, TimeSpan.FromSeconds(1), time, McpHarness.Token);

        time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(ended.IsCompleted);
        parent = 1;
        while (!ended.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await ended;
    }

    [Fact]
    public async Task A_process_whose_parent_lives_waits_until_it_is_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var waiting = ParentProcess.WaitForEndAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<ToolReply> WriteAsync(string name) =>
        _mcp.RunAsync("create_entities", $$"""{"entities":[{"name":"{{name}}","entityType":"t","observations":[]}]}""");

    /// <summary>A server that does not answer the first time.</summary>
    private sealed class FailingOnce(IToolInvoker invoker) : IToolInvoker
    {
        private bool _hasFailed;

        public Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken) => invoker.InvokeAsync(call, cancellationToken);

        public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken)
        {
            if (_hasFailed) { return invoker.HeadAsync(workspace, cancellationToken); }
            _hasFailed = true;
            throw new HttpRequestException("the server restarts");
        }
    }
}
