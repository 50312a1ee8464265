using System.Net;
using System.Text.Json.Nodes;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Telemetry;

public sealed class TelemetryEndpointTests
{
    [Fact]
    public async Task A_sitting_becomes_memory()
    {
        await using var server = await RestServer.StartAsync();

        var receipt = (await server.PostAsync("/telemetry", """
            [{"type":"file_open","timestamp":"2026-03-01T09:00:00Z","sessionId":"s1","file":"src/Parser.cs"},
             {"type":"file_save","timestamp":1772355660000,"sessionId":"s1","file":"src/Parser.cs"},
             {"type":"file_save","timestamp":"2026-03-01T09:02:00Z","sessionId":"s1","file":"src/Lexer.cs"},
             {"type":"symbol_index","timestamp":"2026-03-01T09:03:00Z","sessionId":"s1","file":"src/Parser.cs","symbols":["Parse",{"name":"Parser","kind":"class"},5]},
             {"type":"test_run","timestamp":"2026-03-01T09:04:00Z","sessionId":"s1","test":"ParserTests.Nested","outcome":"failed","files":["src/Parser.cs"],"message":"stack overflow at depth 40"},
             {"type":"test_run","timestamp":"2026-03-01T09:05:00Z","sessionId":"s1","test":"LexerTests.All","outcome":"passed","file":"src/Lexer.cs"},
             {"type":"user_chat","timestamp":"2026-03-01T09:06:00Z","sessionId":"s1","text":"The recursion must be bounded"},
             {"type":"debugger_attached","timestamp":"2026-03-01T09:07:00Z","sessionId":"s1","data":{"pid":7}}]
            """)).Ok(HttpStatusCode.Accepted);
        var relations = (await server.GetAsync("/relations")).Ok()["items"]!.AsArray()
            .Select(item => $"{item!["entity"]} {item["relation"]} {item["to"]}").ToList();
        var chat = (await server.GetAsync("/recall?query=bounded%20recursion")).Ok();
        var failure = (await server.GetAsync("/entities/ParserTests.Nested")).Ok();

        Assert.Equal((8, 0, 4), (receipt["accepted"]!.GetValue<int>(), receipt["duplicates"]!.GetValue<int>(), receipt["links"]!.GetValue<int>()));
        Assert.Contains("session s1 opened src/Parser.cs", relations);
        Assert.Contains("src/Parser.cs co_edited_with src/Lexer.cs", relations);
        Assert.Contains("src/Parser.cs defines Parse", relations);
        Assert.Contains("src/Parser.cs defines Parser", relations);
        Assert.Contains("ParserTests.Nested fails_in src/Parser.cs", relations);
        Assert.DoesNotContain(relations, relation => relation.StartsWith("LexerTests.All fails_in", StringComparison.Ordinal));
        Assert.Contains("session s1 reported debugger_attached", relations);
        Assert.Equal("The recursion must be bounded", chat["items"]![0]!["fact"]!["text"]!.GetValue<string>());
        Assert.Equal("stack overflow at depth 40", failure["observations"]![0]!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Events_are_listed_newest_first_and_by_type_session_user_and_time()
    {
        await using var server = await RestServer.StartAsync();
        await server.PostAsync("/telemetry", """
            {"events":[{"type":"file_open","timestamp":"2026-03-01T09:00:00Z","id":"a","sessionId":"s1","userId":"anna","file":"one"},
             {"type":"file_save","timestamp":"2026-03-01T10:00:00Z","sessionId":"s1","userId":"bob","file":"two"},
             {"type":"file_open","timestamp":"2026-03-01T11:00:00Z","sessionId":"s2","file":"three","data":{"line":5}}]}
            """);
        await server.RememberAsync("No event", "thing");

        var all = await ListAsync(server, "/telemetry");
        var first = (await server.GetAsync("/telemetry?limit=2")).Ok();
        var rest = (await server.GetAsync($"/telemetry?limit=2&cursor={first["nextCursor"]}")).Ok();

        Assert.Equal(["three", "two", "one"], Objects(all));
        Assert.Equal((1, "one"), (rest["items"]!.AsArray().Count, rest["items"]![0]!["object"]!.GetValue<string>()));
        Assert.Equal(5, all[0]!["data"]!["line"]!.GetValue<int>());
        Assert.Equal(("a", "anna", "s1", "2026-03-01T09:00:00.000Z"), (all[2]!["id"]!.GetValue<string>(), all[2]!["userId"]!.GetValue<string>(), all[2]!["sessionId"]!.GetValue<string>(), all[2]!["timestamp"]!.GetValue<string>()));
        Assert.Equal(["three", "one"], Objects(await ListAsync(server, "/telemetry?type=file_open")));
        Assert.Equal(["two", "one"], Objects(await ListAsync(server, "/telemetry?session=s1")));
        Assert.Equal(["two"], Objects(await ListAsync(server, "/telemetry?user=bob")));
        Assert.Equal(["two"], Objects(await ListAsync(server, "/telemetry?from=2026-03-01T09:30:00Z&to=2026-03-01T11:00:00Z")));
        Assert.Empty(await ListAsync(server, "/telemetry?session=nobody"));
    }

    [Fact]
    public async Task The_same_id_is_the_same_event_within_a_batch_and_across_batches()
    {
        await using var server = await RestServer.StartAsync();
        const string event1 = """{"type":"file_open","timestamp":"2026-03-01T09:00:00Z","id":"e-1","sessionId":"s1","file":"one"}""";

        var first = (await server.PostAsync("/telemetry", $"[{event1},{event1}]")).Ok(HttpStatusCode.Accepted);
        var again = (await server.PostAsync("/telemetry", event1)).Ok(HttpStatusCode.Accepted);
        var without = event1.Replace("\"id\":\"e-1\",", "", StringComparison.Ordinal);
        await server.PostAsync("/telemetry", without, ("Idempotency-Key", "k"));
        await server.PostAsync("/telemetry", without, ("Idempotency-Key", "k"));

        Assert.Equal((1, 1), (first["accepted"]!.GetValue<int>(), first["duplicates"]!.GetValue<int>()));
        Assert.Equal((0, 1), (again["accepted"]!.GetValue<int>(), again["duplicates"]!.GetValue<int>()));
        Assert.Equal(2, (await ListAsync(server, "/telemetry")).Count);
    }

    [Fact]
    public async Task Lines_are_taken_as_they_are_written_and_the_ancestors_paths_and_names_too()
    {
        await using var server = await RestServer.StartAsync();
        const string lines = "{\"type\":\"file_open\",\"timestamp\":1,\"file\":\"one\"}\r\n\n{\"type\":\"file_open\",\"timestamp\":2,\"file\":\"two\"}";
        (await server.PostAsync("/telemetry", lines, ("Content-Type", "application/x-ndjson"))).Ok(HttpStatusCode.Accepted);

        using var old = await server.Client.PostAsync(
            server.Url + "/telemetry/ingest",
            new StringContent("""{"event_type":"user_action","timestamp":"2026-03-01T09:00:00Z","user_id":"u","session_id":"s","data":{"kind":"file_save","path":"three"}}""", System.Text.Encoding.UTF8, "application/json"),
            RestServer.Token);
        var listed = JsonNode.Parse(await server.Client.GetStringAsync(server.Url + "/telemetry/list?limit=2&offset=1", RestServer.Token))!;
        var queried = JsonNode.Parse(await server.Client.GetStringAsync(server.Url + "/telemetry/query?event_type=file_save&user_id=u&session_id=s", RestServer.Token))!;

        Assert.Equal(HttpStatusCode.Accepted, old.StatusCode);
        Assert.Equal(["two", "one"], Objects(listed["items"]!.AsArray()));
        Assert.Equal(["three"], Objects(queried["items"]!.AsArray()));
    }

    [Theory]
    [InlineData("[1]", "events[0]")]
    [InlineData("""{"timestamp":1}""", "event.type")]
    [InlineData("""{"type":"custom"}""", "event.timestamp")]
    [InlineData("""{"type":"custom","timestamp":"soon"}""", "event.timestamp")]
    [InlineData("""{"type":"custom","timestamp":true}""", "event.timestamp")]
    [InlineData("""[{"type":"custom","timestamp":1},{"type":"file_open","timestamp":1}]""", "events[1].file")]
    [InlineData("""{"type":"test_run","timestamp":1}""", "event.test")]
    [InlineData("{", "body")]
    public async Task An_event_that_is_not_understood_is_named_and_nothing_is_recorded(string body, string field)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/telemetry", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(field, JsonNode.Parse(answer.Text)!["fields"]![0]!["field"]!.GetValue<string>());
        Assert.Empty(await ListAsync(server, "/telemetry"));
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_named_by_its_number()
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/telemetry", "{\"type\":\"custom\",\"timestamp\":1}\nnonsense", ("Content-Type", "application/x-ndjson"));

        Assert.Equal("line 2", answer.Problem(HttpStatusCode.BadRequest, "REST_002")["fields"]![0]!["field"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_events_go_in_at_once()
    {
        await using var server = await RestServer.StartAsync();
        var events = Enumerable.Range(0, 5_000).Select(i => $$"""{"type":"file_save","timestamp":{{i}},"id":"e{{i}}","sessionId":"s{{i % 10}}","file":"f{{i % 50}}"}""");

        var receipt = (await server.PostAsync("/telemetry", $"[{string.Join(',', events)}]")).Ok(HttpStatusCode.Accepted);

        Assert.Equal(5_000, receipt["accepted"]!.GetValue<int>());
        Assert.True(receipt["links"]!.GetValue<int>() > 0);
    }

    private static async Task<JsonArray> ListAsync(RestServer server, string path) => (await server.GetAsync(path)).Ok()["items"]!.AsArray();

    private static IEnumerable<string> Objects(JsonArray events) => events.Select(item => item!["object"]!.GetValue<string>());
}
