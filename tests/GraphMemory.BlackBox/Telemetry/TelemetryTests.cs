using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Rest;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task What_an_editor_sends_becomes_memory_and_survives_the_server()
    {
        using var folder = new DataFolder();
        using (var server = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default"]))
        {
            using var http = server.Client();
            await RestTests.SendAsync(http, HttpMethod.Post, "/api/v1/telemetry", HttpStatusCode.Accepted, """
                [{"type":"file_save","timestamp":"2026-03-01T09:00:00Z","id":"1","sessionId":"s","file":"src/Parser.cs"},
                 {"type":"file_save","timestamp":"2026-03-01T09:01:00Z","id":"2","sessionId":"s","file":"src/Lexer.cs"},
                 {"type":"test_run","timestamp":"2026-03-01T09:02:00Z","id":"3","sessionId":"s","test":"ParserTests","outcome":"failed","file":"src/Parser.cs","message":"depth"}]
                """);
            using var lines = await http.PostAsync(
                "/telemetry/ingest", new StringContent("{\"event_type\":\"user_action\",\"timestamp\":1}\n{\"event_type\":\"user_action\",\"timestamp\":2}\n", Encoding.UTF8, "application/x-ndjson"));
            Assert.Equal(HttpStatusCode.Accepted, lines.StatusCode);
        }

        using var restarted = await ServerProcess.StartAsync(folder.Path, ["--workspace", "default"]);
        using var client = restarted.Client();
        var twice = await RestTests.SendAsync(client, HttpMethod.Post, "/api/v1/telemetry", HttpStatusCode.Accepted, """{"type":"file_save","timestamp":"2026-03-01T09:00:00Z","id":"1","sessionId":"s","file":"src/Parser.cs"}""");
        var events = await RestTests.GetAsync(client, "/api/v1/telemetry?session=s");
        var around = await RestTests.GetAsync(client, "/api/v1/graph/neighbors/src%2FParser.cs");

        Assert.Equal(1, twice["duplicates"]!.GetValue<int>());
        Assert.Equal(["test_run", "file_save", "file_save"], events["items"]!.AsArray().Select(item => item!["type"]!.GetValue<string>()));
        Assert.Contains("src/Lexer.cs", Names(around));
        Assert.Contains("ParserTests", Names(around));
    }

    private static IEnumerable<string> Names(JsonNode around) => around["items"]!.AsArray().Select(item => item!["entity"]!["name"]!.GetValue<string>());
}
