using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using GraphMemory.Server.ImportExport;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Server.Mcp;

/// <summary>
/// One JSON-RPC message a line over a pair of streams. It differs from the SDK's own in two ways. A read of standard input cannot be
/// cancelled, so it has a thread that is never waited for: a process that is asked to stop stops, whatever its client does. And when the
/// input ends, what was asked before is answered first.
/// </summary>
internal sealed class StdioTransport : ITransport
{
    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    private readonly Stream _output;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly Channel<JsonRpcMessage> _incoming = Channel.CreateUnbounded<JsonRpcMessage>(new() { SingleReader = true });
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly OpenRequests _requests = new();

    /// <param name="patience">How long outstanding answers are waited for after the input has ended.</param>
    public StdioTransport(Stream input, Stream output, TimeSpan patience, TimeProvider time)
    {
        (_output, _patience, _time) = (output, patience, time);
        new Thread(() => Read(input)) { IsBackground = true, Name = "mcp input" }.Start();
    }

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _incoming.Reader;

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        await SendLineAsync(JsonSerializer.SerializeToUtf8Bytes(message, MessageType), cancellationToken);
        _requests.Sent(message);
    }

    public ValueTask DisposeAsync()
    {
        _incoming.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Read(Stream input)
    {
        try
        {
            foreach (var line in Utf8Lines.Of(input)) { Take(line.Span); }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The pipe broke: as good as its end.
        }

        _ = EndAsync();
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.Trim(" \t\r"u8).IsEmpty) { return; }
        try
        {
            var message = JsonSerializer.Deserialize(line, MessageType) ?? throw new JsonException("null is no message");
            _requests.Received(message);
            _incoming.Writer.TryWrite(message);
        }
        catch (JsonException)
        {
            _ = RefuseAsync(RefusedMessage.Of(line));
        }
    }

    private async Task RefuseAsync(byte[] reply)
    {
        try { await SendLineAsync(reply, CancellationToken.None); }
        catch (IOException) { /* The client is gone. */ }
    }

    private async Task EndAsync()
    {
        try { await _requests.LastAnsweredAsync().WaitAsync(_patience, _time); }
        catch (TimeoutException) { /* Its sender left long ago. */ }
        _incoming.Writer.TryComplete();
    }

    private async Task SendLineAsync(byte[] json, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            // Half a line would spoil the next one, so a line that has begun is not cancelled.
            await _output.WriteAsync((byte[])[.. json, (byte)'\n'], CancellationToken.None);
            await _output.FlushAsync(CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }
}
