using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace GraphMemory.Server.Mcp;

/// <summary>Runs tool calls on a server that has the store open.</summary>
internal sealed class RemoteTools(HttpClient http, ServerAddress server) : IToolInvoker
{
    /// <exception cref="HttpRequestException">The server could not be reached or did not accept the call; whether it was done is unknown.</exception>
    public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, McpHttp.CallPath);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call, ToolCallJson.Default.ToolCall));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return ToolReply.FromBytes(await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public async Task<long> HeadAsync(string workspace, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, $"{McpHttp.HeadPath}?workspace={Uri.EscapeDataString(workspace)}");
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return long.Parse(await response.Content.ReadAsStringAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(server.Url, path));
        if (server.Token.Length > 0) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token); }
        return request;
    }
}
