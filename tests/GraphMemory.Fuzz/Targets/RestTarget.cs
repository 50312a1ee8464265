using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace GraphMemory.Fuzz.Targets;

/// <summary>
/// HTTP requests as they come over the wire, good and bad: each is answered or its connection closed; no answer is a 500, and none is
/// late. The token in an input is replaced by the real one, so that requests get past the gate.
/// </summary>
internal sealed class RestTarget : IFuzzTarget, IDisposable
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static readonly byte[] Last = Encoding.ASCII.GetBytes("\r\n\r\nGET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    private static readonly TimeSpan QuietMax = TimeSpan.FromMilliseconds(100);

    private readonly Product _product = new("rest");
    private readonly Lazy<Uri> _address;
    private readonly Lazy<ImmutableArray<byte[]>> _seeds;

    public RestTarget()
    {
        _address = new(() => _product.Serve($"server.token={Token}", "logging.level=none").Address);
        _seeds = new(() => [.. RestSeeds.Of(Document()).Select(Encoding.UTF8.GetBytes)]);
    }

    public string Name => "rest";

    public ImmutableArray<byte[]> Seeds => _seeds.Value;

    public ImmutableArray<string> Words { get; } =
    [
        "GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "HEAD ", "OPTIONS ", " HTTP/1.1\r\n", "Host: 127.0.0.1\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n",
        "Content-Type: application/json\r\n", $"Authorization: Bearer {Token}\r\n", "If-None-Match: *\r\n", "If-Match: \"1\"\r\n", "Idempotency-Key: k\r\n", "Last-Event-ID: 1\r\n",
        "Accept-Encoding: gzip, br\r\n", "\r\n\r\n", "/api/v1/", "?cursor=", "&limit=", "workspace=", "/mcp", "/openapi/v1.json", "/docs",
    ];

    public void Execute(byte[] input)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendTimeout = 15_000 };
        socket.Connect("127.0.0.1", _address.Value.Port);
        var answer = Exchange(socket, input);
        foreach (var status in Statuses(answer))
        {
            if (status == 500) { throw new FindingException($"status 500: {answer[..Math.Min(answer.Length, 2_000)]}"); }
        }
    }

    public void Dispose() => _product.Dispose();

    private JsonNode Document()
    {
        using var http = new HttpClient { BaseAddress = _address.Value };
        return JsonNode.Parse(http.GetStringAsync("/openapi/v1.json").GetAwaiter().GetResult())!;
    }

    private static string Exchange(Socket socket, byte[] input)
    {
        var answer = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            // The last request asks for the end. Where the input swallows it as part of a body that never comes, the wait is short.
            socket.Send([.. input, .. Last]);
            while (socket.Poll(QuietMax, SelectMode.SelectRead) && socket.Receive(buffer) is > 0 and var count && answer.Length < 1 << 20) { answer.Write(buffer, 0, count); }
        }
        catch (SocketException fault) when (fault.SocketErrorCode is not SocketError.TimedOut)
        {
            // The server hung up on nonsense, which is its right.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static IEnumerable<int> Statuses(string answer) =>
        answer.Split('\n').Where(line => line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && line.Length >= 12)
            .Select(line => int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0);
}
