using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace GraphMemory.BlackBox.Support;

/// <summary>An MCP client over Streamable HTTP (protocol revision 2025-06-18): replies come as JSON or as one server-sent event.</summary>
internal sealed class McpOverHttp : IToolCaller
{
    private readonly HttpClient _http;
    private string? _sessionId;
    private int _lastId;

    private McpOverHttp(HttpClient http) => _http = http;

    /// <param name="http">Client with the server's base address and its token; disposed with the session.</param>
    public static async Task<McpOverHttp> ConnectAsync(HttpClient http)
    {
        var session = new McpOverHttp(http);
        await session.RequestAsync("initialize", McpHandshake.Parameters());
        using var accepted = await session.PostAsync(new() { ["jsonrpc"] = "2.0", ["method"] = "notifications/initialized" });
        Assert.True(accepted.IsSuccessStatusCode, accepted.ToString());
        return session;
    }

    public async Task<JsonNode> RequestAsync(string method, JsonNode? parameters = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        using var response = await PostAsync(
            new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters ?? new JsonObject() });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        if (response.Headers.TryGetValues("Mcp-Session-Id", out var ids)) { _sessionId = ids.Single(); }
        return Messages(response, body).Single(message => message["id"]?.GetValue<int>() == id);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> PostAsync(JsonObject message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (_sessionId is not null) { request.Headers.Add("Mcp-Session-Id", _sessionId); }
        if (_lastId > 1) { request.Headers.Add("MCP-Protocol-Version", McpHandshake.ProtocolVersion); }
        return await _http.SendAsync(request);
    }

    private static IEnumerable<JsonNode> Messages(HttpResponseMessage response, string body) =>
        response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!)
            : [JsonNode.Parse(body)!];
}
