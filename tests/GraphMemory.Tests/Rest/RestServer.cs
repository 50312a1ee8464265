using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Tests.Rest;

/// <summary>A whole memory served on a free port, and a client that holds its token.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private readonly TestFolder _folder;
    private readonly MemoryServer _server;

    private RestServer(TestFolder folder, MemoryHost memory, MemoryServer server, StringWriter log)
    {
        (_folder, Memory, _server, Log) = (folder, memory, server, log);
        Client = new HttpClient { BaseAddress = new Uri(server.Url) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LocalToken.Open(memory.Folder, memory.Options.Server).Text);
    }

    public MemoryHost Memory { get; }

    public StringWriter Log { get; }

    public HttpClient Client { get; }

    public string Url => _server.Url;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<RestServer> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<RestServer> StartAsync(TimeProvider time, params string[] settings)
    {
        var (folder, log) = (new TestFolder(), new StringWriter());
        var flags = settings.Prepend("server.port=0").Select(text => text.Split('=', 2)).Select(pair => new ConfigurationEntry(pair[0], pair[1], pair[0], "test"));
        var loaded = ConfigurationLoader.Load(new(folder.Path, new Dictionary<string, string>(), null, [.. flags])).Value;
        var memory = MemoryHost.Open(loaded.Options, time).Value;
        var server = await MemoryServer.StartAsync(memory, loaded, TextWriter.Synchronized(log), time, Token);
        return new RestServer(folder, memory, server.Value, log);
    }

    public Task<RestAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<RestAnswer> PostAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, json, headers);

    public Task<RestAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    public async Task<RestAnswer> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/docs", StringComparison.Ordinal) || path.StartsWith("/openapi", StringComparison.Ordinal) ? path : "/api/v1" + path);
        if (json is not null) { request.Content = new StringContent(json, Encoding.UTF8, "application/json"); }
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") { request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value); }
            else { request.Headers.TryAddWithoutValidation(name, value); }
        }

        using var response = await Client.SendAsync(request, Token);
        var headersOf = response.Headers.Concat(response.Content.Headers).ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
        return new RestAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(Token), headersOf);
    }

    /// <summary>Remembers one observation and gives its id.</summary>
    public async Task<long> RememberAsync(string text, string about, string query = "")
    {
        var body = new JsonObject { ["observations"] = new JsonArray(new JsonObject { ["text"] = text, ["about"] = about }) };
        return (await PostAsync("/facts" + query, body.ToJsonString())).Ok(HttpStatusCode.Created)["items"]![0]!["id"]!.GetValue<long>();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        Memory.Dispose();
        _folder.Dispose();
    }
}

internal sealed record RestAnswer(HttpStatusCode Status, byte[] Bytes, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The JSON of an answer that must be all right.</summary>
    public JsonNode Ok(HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(Status == status, $"{(int)Status}: {Text}");
        return JsonNode.Parse(Text)!;
    }

    /// <summary>The problem that the answer must be.</summary>
    public JsonNode Problem(HttpStatusCode status, string code)
    {
        Assert.True(Status == status, $"{(int)Status}: {Text}");
        Assert.Equal("application/problem+json", Header("Content-Type"));
        var problem = JsonNode.Parse(Text)!;
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        return problem;
    }
}
