using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Rest;

/// <summary>The published binary over HTTP, as a program that knows only the OpenAPI document would use it.</summary>
public sealed class RestTests
{
    [Fact]
    public async Task A_memory_is_written_asked_corrected_followed_and_carried_away()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default"]);
        using var http = server.Client();

        var first = await SendAsync(http, HttpMethod.Post, "/api/v1/facts", HttpStatusCode.Created, """{"observations":[{"text":"Releases are cut on Mondays","about":"releases"}]}""");
        var old = first["items"]![0]!["id"]!.GetValue<long>();
        await SendAsync(http, HttpMethod.Post, "/api/v1/facts", HttpStatusCode.Created, $$"""{"observations":[{"text":"Releases are cut on Thursdays","about":"releases","supersedes":{{old}}}]}""");
        await SendAsync(http, HttpMethod.Post, "/api/v1/relations", HttpStatusCode.Created, """{"relations":[{"from":"Anna","to":"releases","type":"owns"}]}""");

        var recall = await GetAsync(http, "/api/v1/recall?query=when%20are%20releases%20cut");
        var again = await GetAsync(http, "/api/v1/recall?query=when%20are%20releases%20cut");
        var context = await GetAsync(http, "/api/v1/context?query=releases&budgetTokens=200");
        var entity = await GetAsync(http, "/api/v1/entities/releases");
        var timeline = await GetAsync(http, "/api/v1/entities/releases/timeline");
        var path = await GetAsync(http, "/api/v1/graph/path?from=Anna&to=releases");
        var changes = await GetAsync(http, "/api/v1/changes?after=0");
        var stats = await GetAsync(http, "/api/v1/stats");
        var doctor = await GetAsync(http, "/api/v1/doctor");
        var backup = await SendAsync(http, HttpMethod.Post, "/api/v1/backup", HttpStatusCode.Created, "{}");
        var export = await http.GetByteArrayAsync("/api/v1/export");
        var import = await ImportAsync(http, export, "copy");
        var copied = await GetAsync(http, "/api/v1/entities/releases?workspace=copy");

        Assert.Equal("Releases are cut on Thursdays", recall["items"]![0]!["fact"]!["text"]!.GetValue<string>());
        Assert.Equal(recall.ToJsonString(), again.ToJsonString());
        Assert.Contains("Thursdays", context["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("Anna", entity["incomingRelations"]![0]!["entity"]!.GetValue<string>());
        Assert.Equal(3, timeline["items"]!.AsArray().Count);
        Assert.True(path["found"]!.GetValue<bool>());
        Assert.Equal(stats["headSeq"]!.GetValue<long>(), changes["headSeq"]!.GetValue<long>());
        Assert.NotEmpty(doctor["items"]!.AsArray());
        Assert.True(File.Exists(backup["path"]!.GetValue<string>()));
        Assert.Equal("bundle-ndjson", import["format"]!.GetValue<string>());
        Assert.Equal(entity.ToJsonString(), copied.ToJsonString());
    }

    [Fact]
    public async Task The_document_describes_what_the_binary_does_and_its_page_is_there()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path);
        using var http = server.Client(withToken: false);

        var api = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        using var page = await http.GetAsync("/docs");
        using var script = await http.GetAsync("/docs.js");

        Assert.Equal("3.1.1", api["openapi"]!.GetValue<string>());
        Assert.Contains("integer", api["components"]!["schemas"]!["Fact"]!["properties"]!["id"]!["type"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, script.StatusCode);
        foreach (var (route, item) in api["paths"]!.AsObject().Where(pair => pair.Value!["get"] is not null && !pair.Key.Contains('{')))
        {
            // Without what it needs an operation says so; nothing that is described may be missing or break.
            using var response = await http.GetAsync(route, HttpCompletionOption.ResponseHeadersRead); // a stream of events has no end
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{route}: {(int)response.StatusCode}, {item!["get"]!["operationId"]}");
        }
    }

    [Fact]
    public async Task Events_reach_a_reader_when_another_process_writes_and_a_lost_reader_goes_on()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default"]);
        using var http = server.Client();
        string last;
        using (var events = await EventsAsync(http, "/api/v1/events?event=factRecorded", null))
        {
            (await CommandLine.RunAsync("remember", "written elsewhere", "--data", folder.Path, "-w", "default")).Succeeded();
            (last, var text) = await NextAsync(events);
            Assert.Contains("written elsewhere", text, StringComparison.Ordinal);
        }

        (await CommandLine.RunAsync("remember", "written meanwhile", "--data", folder.Path, "-w", "default")).Succeeded();
        using var again = await EventsAsync(http, "/api/v1/events?event=factRecorded", last);
        Assert.Contains("written meanwhile", (await NextAsync(again)).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditional_and_repeated_requests_behave_and_a_bound_is_kept()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default", "--set", "server.rate_limit_per_minute=60", "--set", "server.rate_limit_burst=8"]);
        using var http = server.Client();
        const string body = """{"observations":[{"text":"one","about":"thing"}]}""";

        var first = await SendAsync(http, HttpMethod.Post, "/api/v1/facts", HttpStatusCode.Created, body, ("Idempotency-Key", "k"));
        var again = await SendAsync(http, HttpMethod.Post, "/api/v1/facts", HttpStatusCode.Created, body, ("Idempotency-Key", "k"));
        using var entity = await http.GetAsync("/api/v1/entities/thing");
        using var held = await StatusAsync(http, HttpMethod.Get, "/api/v1/entities/thing", ("If-None-Match", entity.Headers.ETag!.ToString()));
        using var stale = await StatusAsync(http, HttpMethod.Delete, "/api/v1/entities/thing", ("If-Match", "\"e0-0\""));
        using var wrong = await StatusAsync(http, HttpMethod.Delete, "/api/v1/stats");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var response = await http.GetAsync("/api/v1/stats");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrong.StatusCode);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task A_server_with_an_open_reader_stops_when_asked()
    {
        using var folder = new DataFolder();
        using var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default"]);
        using var http = server.Client();
        using var events = await EventsAsync(http, "/api/v1/events", null);
        server.Process.Send(GraphMemoryProcess.Terminate);

        Assert.Equal(0, await server.Process.ExitAsync());
    }

    internal static Task<JsonNode> GetAsync(HttpClient http, string path) => SendAsync(http, HttpMethod.Get, path, HttpStatusCode.OK, null);

    internal static async Task<JsonNode> SendAsync(HttpClient http, HttpMethod method, string path, HttpStatusCode expected, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) { request.Content = new StringContent(json, Encoding.UTF8, "application/json"); }
        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static async Task<HttpResponseMessage> StatusAsync(HttpClient http, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        return await http.SendAsync(request);
    }

    private static async Task<JsonNode> ImportAsync(HttpClient http, byte[] bytes, string workspace)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var response = await http.PostAsync($"/api/v1/import?workspace={workspace}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<StreamReader> EventsAsync(HttpClient http, string path, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null) { request.Headers.Add("Last-Event-ID", last); }
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.StartsWith(":", await reader.ReadLineAsync(), StringComparison.Ordinal);
        return reader;
    }

    private static async Task<(string Id, string Data)> NextAsync(StreamReader events)
    {
        var id = "";
        while (await events.ReadLineAsync().WaitAsync(GraphMemoryProcess.Patience) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) { id = line[4..]; }
            if (line.StartsWith("data: ", StringComparison.Ordinal)) { return (id, line[6..]); }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
