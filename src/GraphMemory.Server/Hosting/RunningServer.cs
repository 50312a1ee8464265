using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Hosting;

/// <summary>A server that runs on a data folder now.</summary>
/// <param name="Url">Base address, without a slash at the end.</param>
/// <param name="TokenFile">Where its local token lies.</param>
internal sealed record RunningServer(string Url, int Pid, DateTimeOffset StartedAt, string TokenFile)
{
    private const int AnswerTimeoutMs = 500;
    private const int AnswerBytesMax = 4096;

    /// <summary>Null when none runs: a file left behind by a dead process, or by one that does not answer, is ignored.</summary>
    public static RunningServer? Find(DataFolder folder) =>
        InstanceFile.Read(folder.ServerFilePath) is { } file && IsAlive(file.Pid) && Answers(file)
            ? new(file.Url, file.Pid, file.StartedAt, file.TokenFile)
            : null;

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // A bare socket: the first answer of `graphmemory mcp` waits for this, and an HTTP client costs ten times as much to build.
    private static bool Answers(InstanceFile file)
    {
        if (!Uri.TryCreate(file.Url, UriKind.Absolute, out var url)) { return false; }
        try
        {
            using var client = new TcpClient { SendTimeout = AnswerTimeoutMs, ReceiveTimeout = AnswerTimeoutMs };
            using var patience = new CancellationTokenSource(AnswerTimeoutMs);
            client.ConnectAsync(url.Host, url.Port, patience.Token).AsTask().GetAwaiter().GetResult();
            var stream = client.GetStream();
            stream.Write(Encoding.ASCII.GetBytes($"GET /health/live HTTP/1.1\r\nHost: {url.Authority}\r\nConnection: close\r\n\r\n"));
            return ReadAll(stream).Contains(file.Instance, StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string ReadAll(NetworkStream stream)
    {
        var buffer = new byte[AnswerBytesMax];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
