using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace GraphMemory.BlackBox.Support;

/// <summary>Bytes to a server and what comes back, without a client library that would mend them on the way.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private RawHttp()
    {
    }

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        var connection = new RawHttp();
        await connection._socket.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>Sends one request that asks for the connection to be closed, and reads to the end; 0 stands for no answer.</summary>
    /// <param name="isLast">Closes the sending side too, as a client does that dies; the server then owes no answer.</param>
    public static async Task<(int Status, string Text)> ExchangeAsync(Uri address, string request, bool isLast = false)
    {
        using var connection = await ConnectAsync(address);
        try
        {
            await connection.SendAsync(request);
            if (isLast) { connection._socket.Shutdown(SocketShutdown.Send); }
            return await connection.AnswerAsync();
        }
        catch (SocketException)
        {
            return (0, "");
        }
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Reads until the server has nothing more to say; of a stream without an end, its beginning.</summary>
    public async Task<(int Status, string Text)> AnswerAsync()
    {
        var (bytes, buffer) = (new MemoryStream(), new byte[8_192]);
        try
        {
            for (int count; (count = await _socket.ReceiveAsync(buffer).WaitAsync(GraphMemoryProcess.Patience)) > 0 && bytes.Length < 1 << 20;)
            {
                bytes.Write(buffer, 0, count);
                if (Encoding.Latin1.GetString(bytes.ToArray()).Contains("text/event-stream", StringComparison.Ordinal)) { break; }
            }
        }
        catch (SocketException)
        {
            // The server hung up.
        }

        var text = Encoding.Latin1.GetString(bytes.ToArray());
        var isAnswer = text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && text.Length >= 12;
        return (isAnswer ? int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, text);
    }

    public void Dispose() => _socket.Dispose();
}
