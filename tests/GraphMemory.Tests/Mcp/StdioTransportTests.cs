using System.Text;
using System.Text.Json;
using GraphMemory.Server.Mcp;
using Microsoft.Extensions.Time.Testing;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

public sealed class StdioTransportTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly SignallingStream _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task A_line_that_is_no_message_is_answered_with_the_reason_and_the_next_line_counts()
    {
        await using var transport = Transport("this is not JSON\n[1]\n{\"id\":7,\"method\":5}\n\n \t\n" + Request(8));
        var message = await transport.MessageReader.ReadAsync(McpHarness.Token);
        var replies = await _output.LinesAsync(3);

        Assert.Equal("8", Assert.IsType<JsonRpcRequest>(message).Id.ToString());
        Assert.Equal([-32700, -32600, -32600], replies.Select(reply => reply.GetProperty("error").GetProperty("code").GetInt32()).OrderDescending().Reverse());
        Assert.Equal(7, Assert.Single(replies, reply => reply.GetProperty("id").ValueKind == JsonValueKind.Number).GetProperty("id").GetInt32());
        Assert.All(replies, reply => Assert.Contains("object a line", reply.GetProperty("error").GetProperty("message").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_of_the_input_the_last_answers_are_waited_for()
    {
        await using var transport = Transport(Request(1) + Request(2) + """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}}""");
        for (var i = 0; i < 3; i++) { await transport.MessageReader.ReadAsync(McpHarness.Token); }
        Assert.False(transport.MessageReader.Completion.IsCompleted);
        await transport.SendMessageAsync(new JsonRpcResponse { Id = new RequestId(1), Result = null }, McpHarness.Token);

        await transport.MessageReader.Completion.WaitAsync(McpHarness.Token);
        Assert.Equal(1, Assert.Single(await _output.LinesAsync(1)).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_waited_for_only_so_long()
    {
        await using var transport = Transport(Request(1));
        await transport.MessageReader.ReadAsync(McpHarness.Token);
        while (!transport.MessageReader.Completion.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await transport.MessageReader.Completion;
    }

    [Fact]
    public async Task A_subscription_that_stays_open_keeps_nothing_waiting()
    {
        await using var transport = Transport("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{}}""");
        await transport.MessageReader.ReadAsync(McpHarness.Token);
        await transport.MessageReader.Completion.WaitAsync(McpHarness.Token);
    }

    [Fact]
    public async Task It_can_be_left_while_a_read_is_stuck()
    {
        using var input = new StuckStream();
        var transport = new StdioTransport(input, _output, TimeSpan.FromSeconds(10), _time);
        await input.IsRead.WaitAsync(McpHarness.Token);
        await transport.DisposeAsync();

        await transport.MessageReader.Completion.WaitAsync(McpHarness.Token);
    }

    private static string Request(int id) => $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"ping\"}}\n";

    private StdioTransport Transport(string input) => new(new MemoryStream(Encoding.UTF8.GetBytes(input)), _output, TimeSpan.FromSeconds(10), _time);

    /// <summary>Tells when lines have been written.</summary>
    private sealed class SignallingStream : MemoryStream
    {
        private readonly SemaphoreSlim _flushed = new(0);

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _flushed.Release();
            return Task.CompletedTask;
        }

        public async Task<JsonElement[]> LinesAsync(int count)
        {
            for (var i = 0; i < count; i++) { await _flushed.WaitAsync(McpHarness.Token); }
            return [.. Encoding.UTF8.GetString(ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(McpHarness.Json)];
        }

        protected override void Dispose(bool disposing)
        {
            _flushed.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>A read that comes back only at the end of the test, as one of a terminal does.</summary>
    private sealed class StuckStream : MemoryStream
    {
        private readonly ManualResetEventSlim _end = new();
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => _read.Task;

        public override int Read(byte[] buffer, int offset, int count)
        {
            _read.TrySetResult();
            _end.Wait();
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            _end.Set();
            base.Dispose(disposing);
        }
    }
}
