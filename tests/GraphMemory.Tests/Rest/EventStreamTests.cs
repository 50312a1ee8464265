using System.Net;
using System.Text.Json.Nodes;

namespace GraphMemory.Tests.Rest;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Events_come_as_they_are_written_and_a_reader_goes_on_exactly_where_it_stopped()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("before", "a");
        string last;
        using (var first = await Reader.OpenAsync(server, "/events"))
        {
            await server.RememberAsync("one", "a");
            var one = await first.NextAsync();
            last = one.Id;
            Assert.Equal(("factRecorded", "one"), (one.Event, one.Data["fact"]!["text"]!.GetValue<string>()));
        }

        await server.RememberAsync("two", "a");
        using var again = await Reader.OpenAsync(server, "/events", ("Last-Event-ID", last));
        var two = await again.NextAsync();
        await server.RememberAsync("three", "a");
        var three = await again.NextAsync();

        Assert.Equal(["two", "three"], new[] { two, three }.Select(item => item.Data["fact"]!["text"]!.GetValue<string>()));
        Assert.Equal(long.Parse(last, null) + 1, long.Parse(two.Id, null));
    }

    [Fact]
    public async Task A_reader_can_ask_for_some_events_only()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("about a", "a");
        await server.RememberAsync("about b", "b");
        await server.PostAsync("/relations", """{"relations":[{"from":"c","to":"b","type":"uses"}]}""");

        using var events = await Reader.OpenAsync(server, "/events?after=0&event=factRecorded&entity=b");
        var (first, second) = (await events.NextAsync(), await events.NextAsync());

        Assert.Equal("about b", first.Data["fact"]!["text"]!.GetValue<string>());
        Assert.Equal("uses", second.Data["fact"]!["relation"]!.GetValue<string>());
    }

    [Fact]
    public async Task Positions_that_are_not_in_the_log_and_unknown_events_are_refused()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("one", "a");
        await server.RememberAsync("two", "a");

        var ahead = await server.GetAsync("/events?after=99");
        var unknown = await server.GetAsync("/events?event=explosion");
        await HistoryEndpointTests.TrimAsync(server, 2);
        var trimmed = await server.GetAsync("/events", ("Last-Event-ID", "1"));
        var head = await server.SendAsync(HttpMethod.Head, "/events", null);

        ahead.Problem(HttpStatusCode.BadRequest, "GRAPH_007");
        unknown.Problem(HttpStatusCode.BadRequest, "REST_001");
        Assert.Contains("/api/v1/export", trimmed.Problem(HttpStatusCode.Gone, "GRAPH_006").ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("text/event-stream", head.Header("Content-Type"));
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_its_readers()
    {
        var server = await RestServer.StartAsync("server.shutdown_timeout_seconds=300");
        using var events = await Reader.OpenAsync(server, "/events");

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), RestServer.Token);
    }

    private sealed record Sent(string Id, string Event, JsonNode Data);

    private sealed class Reader(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public static async Task<Reader> OpenAsync(RestServer server, string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
            foreach (var (name, value) in headers) { request.Headers.Add(name, value); }
            var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, RestServer.Token);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            return new Reader(response, new StreamReader(await response.Content.ReadAsStreamAsync(RestServer.Token)));
        }

        /// <summary>The next event with data; comments and bare ids are passed over, as a browser does.</summary>
        public async Task<Sent> NextAsync()
        {
            var (id, name, data) = ("", "", "");
            while (await lines.ReadLineAsync(RestServer.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
            {
                if (line.Length == 0 && data.Length > 0) { return new Sent(id, name, JsonNode.Parse(data)!); }
                if (line.StartsWith("id: ", StringComparison.Ordinal)) { id = line[4..]; }
                if (line.StartsWith("event: ", StringComparison.Ordinal)) { name = line[7..]; }
                if (line.StartsWith("data: ", StringComparison.Ordinal)) { data = line[6..]; }
            }

            throw new InvalidOperationException("The stream ended.");
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
