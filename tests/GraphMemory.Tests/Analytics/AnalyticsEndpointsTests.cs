using System.Net;
using System.Text.Json.Nodes;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Analytics;

public sealed class AnalyticsEndpointsTests
{
    [Fact]
    public async Task A_run_is_answered_kept_and_forgotten()
    {
        await using var server = await ServedAsync();
        var first = (await RunAsync(server, """{"algorithm":"degree","filter":{"relationTypes":["uses"]},"top":1}""")).Ok();
        Assert.Equal(("api", 1, 2, false), ((string?)first["nodes"]![0]!["name"], first["nodes"]!.AsArray().Count, (int)first["graph"]!["edges"]!, (bool)first["cacheHit"]!));
        Assert.Equal(("default", "centrality", "degree"), ((string?)first["workspace"], (string?)first["kind"], (string?)first["value"]));
        Assert.Equal((long)(await server.GetAsync("/stats")).Ok()["headSeq"]!, (long)first["seq"]!);
        Assert.True((bool)(await RunAsync(server, """{"algorithm":"degree","filter":{"relationTypes":["uses"]}}""")).Ok()["cacheHit"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await server.DeleteAsync("/analytics/cache")).Status);
        Assert.False((bool)(await RunAsync(server, """{"algorithm":"degree","filter":{"relationTypes":["uses"]}}""")).Ok()["cacheHit"]!);
        var status = (await server.GetAsync("/analytics/status")).Ok();
        Assert.Equal((2, 1, 0), ((int)status["computed"]!, (int)status["cacheHits"]!, (int)status["running"]!));
        Assert.Empty(status["failedChecks"]!.AsArray());
    }

    [Fact]
    public async Task Filters_and_directions_restrict_the_graph()
    {
        await using var server = await ServedAsync();
        var named = (await RunAsync(server, """{"algorithm":"degree","filter":{"names":["api","db"]},"directed":false,"weighted":true,"timeoutMs":10000}""")).Ok();
        Assert.Equal((2, 1, false, true), ((int)named["graph"]!["nodes"]!, (int)named["graph"]!["edges"]!, (bool)named["graph"]!["directed"]!, (bool)named["graph"]!["weighted"]!));
        Assert.Equal(0, (int)(await RunAsync(server, """{"algorithm":"degree","filter":{"until":"2001-01-01"}}""")).Ok()["graph"]!["nodes"]!);
        Assert.Equal(0, (int)(await RunAsync(server, """{"algorithm":"degree","filter":{"asOf":"2001-01-01"}}""")).Ok()["graph"]!["nodes"]!);
        Assert.Equal(2, (int)(await RunAsync(server, """{"algorithm":"degree","filter":{"asOfSeq":3}}""")).Ok()["graph"]!["nodes"]!);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field()
    {
        await using var server = await ServedAsync();
        (await RunAsync(server, """{"algorithm":"degre"}""")).Problem(HttpStatusCode.NotFound, "ANALYTICS_001");
        (await RunAsync(server, "{}")).Problem(HttpStatusCode.NotFound, "ANALYTICS_001");
        (await RunAsync(server, """{"algorithm":"degree","parameters":{"x":1,"y":[true,"a"]}}""")).Problem(HttpStatusCode.BadRequest, "ANALYTICS_002");
        (await RunAsync(server, """{"algorithm":"degree","parameters":{"x":{}},"top":-1,"timeoutMs":0}""")).Problem(HttpStatusCode.BadRequest, "REST_002");
        (await RunAsync(server, """{"algorithm":"degree","filter":{"tags":["nothing"]}}""")).Problem(HttpStatusCode.BadRequest, "ANALYTICS_005");
        (await server.PostAsync("/analytics/community", """{"algorithm":"degree"}""")).Problem(HttpStatusCode.NotFound, "ANALYTICS_001");
        (await server.GetAsync("/analytics/algorithms/nothing")).Problem(HttpStatusCode.NotFound, "ANALYTICS_001");
        (await server.GetAsync("/analytics/runs/run-9")).Problem(HttpStatusCode.NotFound, "ANALYTICS_010");
        (await server.GetAsync("/analytics/runs/run-9/events")).Problem(HttpStatusCode.NotFound, "ANALYTICS_010");
        (await server.DeleteAsync("/analytics/runs/run-9")).Problem(HttpStatusCode.NotFound, "ANALYTICS_010");
    }

    [Fact]
    public async Task A_run_in_the_background_is_followed_to_its_end()
    {
        await using var server = await ServedAsync();
        var begun = await RunAsync(server, """{"algorithm":"degree","wait":false}""");
        var id = (string)begun.Ok(HttpStatusCode.Accepted)["id"]!;
        Assert.Equal($"/api/v1/analytics/runs/{id}", begun.Headers["Location"]);
        var events = await server.Client.GetStringAsync(new Uri($"/api/v1/analytics/runs/{id}/events", UriKind.Relative), RestServer.Token);
        Assert.Contains("event: end\ndata: {\"id\":\"run-1\"", events, StringComparison.Ordinal);
        var run = (await server.GetAsync($"/analytics/runs/{id}")).Ok();
        Assert.Equal(("done", 1.0, "api"), ((string?)run["state"], (double)run["progress"]!, (string?)run["result"]!["nodes"]![0]!["name"]));
        Assert.Equal("degree", (string?)(await server.GetAsync("/analytics/runs")).Ok()["items"]![0]!["algorithm"]);
        Assert.Equal(HttpStatusCode.NoContent, (await server.DeleteAsync($"/analytics/runs/{id}")).Status);
        Assert.Equal("done", (string?)(await server.GetAsync($"/analytics/runs/{id}")).Ok()["state"]);
        (await RunAsync(server, """{"algorithm":"nothing","wait":false}""")).Problem(HttpStatusCode.NotFound, "ANALYTICS_001");
        var refused = (await RunAsync(server, """{"algorithm":"degree","filter":{"types":["nothing"]},"wait":false}""")).Ok(HttpStatusCode.Accepted);
        await server.Client.GetStringAsync(new Uri($"/api/v1/analytics/runs/{refused["id"]}/events", UriKind.Relative), RestServer.Token);
        var failed = (await server.GetAsync($"/analytics/runs/{refused["id"]}")).Ok();
        Assert.Equal(("failed", "ANALYTICS_005"), ((string?)failed["state"], (string?)failed["code"]));
    }

    [Fact]
    public async Task Algorithms_and_the_measures_of_the_graph_are_told()
    {
        await using var server = await ServedAsync();
        var degree = (await server.GetAsync("/analytics/algorithms")).Ok()["items"]!.AsArray().First(item => (string?)item!["name"] == "degree")!;
        Assert.Equal("object", (string?)degree["parameters"]!["type"]);
        Assert.Equal("Degree centrality", (string?)(await server.GetAsync("/analytics/algorithms/degree")).Ok()["title"]);
        var metrics = (await server.GetAsync("/analytics/metrics")).Ok();
        Assert.Equal((4, 3, 0.25, 1.5), ((int)metrics["nodeCount"]!, (int)metrics["edgeCount"]!, (double)metrics["density"]!, (double)metrics["averageDegree"]!));
        Assert.Equal(1, (double)metrics["figures"]!["connectedComponents"]!);
        foreach (var (path, algorithm, body) in new[] { ("centrality", "pagerank", "{}"), ("community", "leiden", "{}"), ("paths", "shortest-paths", """{"parameters":{"source":"ada"}}"""), ("clustering", "k-means", "{}"), ("anomalies", "node-anomaly", "{}") })
        {
            Assert.Equal(algorithm, (string?)(await server.PostAsync($"/analytics/{path}", body)).Ok()["algorithm"]);
        }

        Assert.Equal("api", (string?)(await server.PostAsync("/analytics/centrality", """{"algorithm":"degree"}""")).Ok()["nodes"]![0]!["name"]);
    }

    /// <summary>api uses db and queue; ada owns api.</summary>
    private static async Task<RestServer> ServedAsync()
    {
        var server = await RestServer.StartAsync();
        foreach (var (from, type, to) in new[] { ("api", "uses", "db"), ("api", "uses", "queue"), ("ada", "owns", "api") })
        {
            var body = new JsonObject { ["relations"] = new JsonArray(new JsonObject { ["from"] = from, ["type"] = type, ["to"] = to }) };
            (await server.PostAsync("/relations", body.ToJsonString())).Ok(HttpStatusCode.Created);
        }

        return server;
    }

    private static Task<RestAnswer> RunAsync(RestServer server, string body) => server.PostAsync("/analytics/runs", body);
}
