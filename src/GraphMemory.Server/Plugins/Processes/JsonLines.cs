using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace GraphMemory.Server.Plugins.Processes;

/// <summary>Messages of JSON-RPC, one to a line, as MCP has them on standard input and output. No line is longer than a bound.</summary>
internal sealed class JsonLines(Stream input, Stream output, int lengthMax) : IDisposable
{
    private static readonly JsonReaderOptions Depth = new() { MaxDepth = 64 };

    private readonly PipeReader _reader = PipeReader.Create(input, new StreamPipeReaderOptions(leaveOpen: true));
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    public async Task<JsonElement?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end);
                var message = line.Length > lengthMax ? throw TooLong() : Parse(line);
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                if (message is not null) { return message; }
                continue;
            }

            if (read.Buffer.Length > lengthMax) { throw TooLong(); }
            if (read.IsCompleted) { return null; }
            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    public async Task WriteAsync(Action<Utf8JsonWriter> message, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) { message(writer); }
        buffer.Write("\n"u8);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The streams stay open: they belong to whoever opened them.</summary>
    public void Dispose() => _turn.Dispose();

    private static JsonElement? Parse(ReadOnlySequence<byte> line)
    {
        if (line.IsEmpty || (line.Length == 1 && line.FirstSpan[0] == '\r')) { return null; }
        try
        {
            var reader = new Utf8JsonReader(line, Depth);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object) { throw new InvalidDataException("it sent JSON that is no message"); }
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new InvalidDataException("it sent a line that is no JSON");
        }
    }

    private InvalidDataException TooLong() => new($"it sent a message of more than {lengthMax} bytes");
}
