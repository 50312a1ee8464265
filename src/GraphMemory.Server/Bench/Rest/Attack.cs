using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace GraphMemory.Server.Bench.Rest;

/// <param name="Name">What is wrong with it.</param>
/// <param name="Bytes">As sent; a connection that sends only these waits for the server to end it.</param>
internal sealed record HostileRequest(string Name, byte[] Bytes)
{
    /// <summary>Foreign names and origins at each kind of path, and requests that are too large, cut off, slow or ambiguous.</summary>
    public static IReadOnlyList<HostileRequest> All(Uri address, string token)
    {
        var own = address.Authority;
        var (bearer, json) = ($"Authorization: Bearer {token}\r\n", "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n");
        string[] foreign =
        [
            "Host: evil.example\r\n", $"Host: 127.0.0.1.evil.example:{address.Port}\r\n", "Host: localhost.\r\n", $"Host: {own}\r\nHost: evil.example\r\n", "",
            $"Host: {own}\r\nOrigin: http://evil.example\r\n", $"Host: {own}\r\nOrigin: null\r\n", $"Host: {own}\r\nOrigin: http://{own}.evil.example\r\n",
        ];
        string[] targets = ["GET /api/v1/recall?query=x", "POST /api/v1/facts", "POST /mcp", "POST /mcp/tools", "GET /api/v1/events"];
        var names = from target in targets from head in foreign select Of("a foreign name", $"{target} HTTP/1.1\r\n{head}{bearer}{json}Content-Length: 2\r\n\r\n{{}}");
        return
        [
            .. names,
            Of("too large", $"POST /api/v1/facts HTTP/1.1\r\nHost: {own}\r\n{bearer}{json}Content-Length: 99999999999\r\n\r\n"),
            Of("too large", $"GET /health?{new string('a', 200_000)} HTTP/1.1\r\nHost: {own}\r\n\r\n"),
            Of("too large", $"GET /health HTTP/1.1\r\nHost: {own}\r\nX-Long: {new string('a', 200_000)}\r\n\r\n"),
            Of("ambiguous", $"POST /mcp HTTP/1.1\r\nHost: {own}\r\n{bearer}{json}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Of("ambiguous", $"POST /mcp HTTP/1.1\r\nHost: {own}\r\n{bearer}{json}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
            Of("nonsense", $"POST /mcp HTTP/1.1\r\nHost: {own}\r\n{bearer}{json}Content-Length: 4000\r\n\r\n{new string('[', 4_000)}"),
            Of("nonsense", "\0\0\0\0\r\n\r\n"),
        ];
    }

    /// <summary>The beginning of a request whose rest never comes.</summary>
    public static IReadOnlyList<HostileRequest> Unfinished(Uri address, string token) =>
    [
        Of("no header", "GET /hea"),
        Of("no body", $"POST /api/v1/facts HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{"),
    ];

    private static HostileRequest Of(string name, string text) => new(name, Encoding.Latin1.GetBytes(text));
}

/// <param name="Sent">Hostile requests that were answered or hung up on.</param>
/// <param name="Served">Those of them that got what they asked for: there must be none.</param>
internal sealed record AttackReport(int Attackers, int Unfinished, int Sent, int Served);

/// <summary>Attackers beside a load: some send one bad request after the other, each at a bounded rate; as many hold unfinished ones open.</summary>
internal sealed class Attack(Uri address, string token, int attackers, TimeProvider time)
{
    /// <summary>Between two requests of one attacker: an attack without bound would only measure who gets the processors.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<AttackReport> RunAsync(CancellationToken stop)
    {
        var (requests, unfinished) = (HostileRequest.All(address, token), HostileRequest.Unfinished(address, token));
        var senders = Enumerable.Range(0, attackers).Select(index => SendAsync(requests, index, stop)).ToList();
        var holders = Enumerable.Range(0, attackers).Select(index => HoldAsync(unfinished[index % unfinished.Count], stop)).ToList();
        var sent = await Task.WhenAll(senders);
        await Task.WhenAll(holders);
        return new AttackReport(attackers, attackers, sent.Sum(one => one.Sent), sent.Sum(one => one.Served));
    }

    private async Task<(int Sent, int Served)> SendAsync(IReadOnlyList<HostileRequest> requests, int index, CancellationToken stop)
    {
        var (sent, served) = (0, 0);
        while (!stop.IsCancellationRequested)
        {
            if (await StatusAsync(requests[(index + sent) % requests.Count].Bytes, stop) is not { } status) { break; }
            sent++;
            if (status is >= 200 and < 400) { served++; }
            await UntilAsync(Task.Delay(Pause, time, stop));
        }

        return (sent, served);
    }

    /// <summary>The status; 0 when the server hung up, null when it is time to stop.</summary>
    private async Task<int?> StatusAsync(byte[] request, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var answer = new byte[64];
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, stop);
            await socket.SendAsync(request, stop);
            var count = await socket.ReceiveAsync(answer, stop);
            return count >= 12 && Utf8Parser.TryParse(answer.AsSpan(9, 3), out int status, out _) ? status : 0;
        }
        catch (SocketException)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task HoldAsync(HostileRequest request, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested) { await StatusAsync(request.Bytes, stop); }
    }

    private static async Task UntilAsync(Task delay)
    {
        try { await delay; }
        catch (OperationCanceledException) { /* The measurement is over. */ }
    }
}
