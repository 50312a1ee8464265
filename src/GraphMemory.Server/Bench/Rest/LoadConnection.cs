using System.Buffers.Text;
using System.Net.Sockets;

namespace GraphMemory.Server.Bench.Rest;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends a ready request and reads its answer, one after the other. It knows just enough of HTTP
/// to find the end of an answer of known length: the cost of the generator comes off the same cores as the server's.
/// </summary>
internal sealed class LoadConnection(Socket socket) : IDisposable
{
    private const int StatusAt = 9; // after "HTTP/1.1 "

    private byte[] _buffer = new byte[64 << 10];

    public static async Task<LoadConnection> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return new LoadConnection(socket);
    }

    /// <summary>The status of the answer.</summary>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await socket.SendAsync(request, cancellationToken);
        var (length, wanted) = (0, int.MaxValue);
        while (length < wanted)
        {
            if (length == _buffer.Length) { Array.Resize(ref _buffer, _buffer.Length * 2); }
            var count = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (count == 0) { throw new IOException("The server closed the connection."); }
            length += count;
            if (wanted == int.MaxValue) { wanted = LengthOf(_buffer.AsSpan(0, length)); }
        }

        return Utf8Parser.TryParse(_buffer.AsSpan(StatusAt, 3), out int status, out _) ? status : 0;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Bytes of the whole answer, once its headers are there.</summary>
    private static int LengthOf(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0) { return int.MaxValue; }
        var at = received[..end].IndexOf("Content-Length: "u8);
        if (at < 0) { throw new IOException("The answer does not tell its length."); }
        _ = Utf8Parser.TryParse(received[(at + 16)..end], out int length, out _);
        return end + 4 + length;
    }
}
