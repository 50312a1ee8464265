namespace GraphMemory.Fuzz.Targets;

/// <summary>Good requests to the HTTP door.</summary>
internal static class RestSeeds
{
    private const string Head = "Host: 127.0.0.1\r\nAuthorization: Bearer 0123456789abcdef0123456789abcdef\r\nAccept: application/json, text/event-stream\r\n";

    public static IEnumerable<string> All =>
    [
        Get("/health"), Get("/health/live"),
        Post("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"recall","arguments":{"query":"a"}}}"""),
        Post("/mcp", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"f","version":"1"}}}"""),
        "POST /mcp HTTP/1.1\r\n" + Head + "Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
    ];

    private static string Get(string path) => $"GET {path} HTTP/1.1\r\n{Head}\r\n";

    private static string Post(string path, string body) =>
        $"POST {path} HTTP/1.1\r\n{Head}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
