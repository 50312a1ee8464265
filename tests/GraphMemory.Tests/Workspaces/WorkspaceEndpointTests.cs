using System.Net;
using System.Text.Json.Nodes;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Workspaces;

public sealed class WorkspaceEndpointTests
{
    [Fact]
    public async Task Workspaces_are_made_shown_renamed_bounded_and_deleted()
    {
        await using var server = await RestServer.StartAsync();

        var made = await server.PostAsync("/workspaces", """{"name": "re/search"}""");
        Assert.Equal("re/search", made.Ok(HttpStatusCode.Created)["name"]!.GetValue<string>());
        Assert.Equal("/api/v1/workspaces/re%2Fsearch", made.Header("Location"));
        (await server.PostAsync("/workspaces", """{"name": "re/search"}""")).Problem(HttpStatusCode.Conflict, "STORE_013");
        (await server.PostAsync("/workspaces", """{"name": " "}""")).Problem(HttpStatusCode.BadRequest, "STORE_009");

        await server.RememberAsync("one", "x", "?workspace=re%2Fsearch");
        Assert.Equal(1, (await server.GetAsync("/workspaces/re%2Fsearch")).Ok()["observations"]!.GetValue<int>());

        var changed = (await Patch(server, "/workspaces/re%2Fsearch", """{"name": "library", "factsMax": 1}""")).Ok();
        Assert.Equal(("library", 1), (changed["name"]!.GetValue<string>(), changed["quotas"]!["factsMax"]!.GetValue<int>()));
        (await server.PostAsync("/facts?workspace=library", """{"observations": [{"text": "two", "about": "x"}]}""")).Problem(HttpStatusCode.Conflict, "GRAPH_010");
        Assert.Null((await Patch(server, "/workspaces/library", """{"factsMax": 0}""")).Ok()["quotas"]!["factsMax"]);
        Assert.Equal("library", (await Patch(server, "/workspaces/library", "{}")).Ok()["name"]!.GetValue<string>());
        (await Patch(server, "/workspaces/library", """{"factsMax": -1}""")).Problem(HttpStatusCode.BadRequest, "REST_002");
        (await Patch(server, "/workspaces/nowhere", """{"name": "x"}""")).Problem(HttpStatusCode.NotFound, "GRAPH_005");
        (await Patch(server, "/workspaces/nowhere", """{"factsMax": 1}""")).Problem(HttpStatusCode.NotFound, "GRAPH_005");

        Assert.Equal(1, (await server.DeleteAsync("/workspaces/library?dryRun=true")).Ok()["facts"]!.GetValue<int>());
        Assert.Equal(["library"], Names((await server.GetAsync("/workspaces")).Ok()));
        Assert.False((await server.DeleteAsync("/workspaces/library")).Ok()["dryRun"]!.GetValue<bool>());
        (await server.DeleteAsync("/workspaces/library")).Problem(HttpStatusCode.NotFound, "GRAPH_005");
        Assert.Empty(Names((await server.GetAsync("/workspaces")).Ok()));
    }

    [Fact]
    public async Task A_workspace_is_carried_over_into_another()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("from a", "x", "?workspace=a");

        Assert.Equal(1, (await server.PostAsync("/workspaces/a/merge", """{"into": "b", "dryRun": true}""")).Ok()["entitiesMade"]!.GetValue<int>());
        var merged = (await server.PostAsync("/workspaces/a/merge", """{"into": "b", "deleteSource": true}""")).Ok();

        Assert.True(merged["sourceDeleted"]!.GetValue<bool>());
        Assert.Equal(["b"], Names((await server.GetAsync("/workspaces")).Ok()));
        Assert.Contains("from a", (await server.GetAsync("/recall?query=from&workspace=b")).Text, StringComparison.Ordinal);
        (await server.PostAsync("/workspaces/b/merge", """{"into": "b"}""")).Problem(HttpStatusCode.BadRequest, "WORKSPACE_001");
        (await server.PostAsync("/workspaces/a/merge", """{"into": "b"}""")).Problem(HttpStatusCode.NotFound, "GRAPH_005");
    }

    [Fact]
    public async Task A_question_is_put_to_the_layer_of_the_user_too_and_its_tag_follows_that()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("tabs in the project", "p");
        const string path = "/recall?query=tabs";
        var before = await server.GetAsync(path);
        await server.RememberAsync("tabs for the user", "u", "?workspace=user");
        var after = await server.GetAsync(path, ("If-None-Match", before.Header("ETag")!));

        Assert.Equal(["default", "user"], Workspaces(after));
        Assert.Equal(["default"], Workspaces(await server.GetAsync(path + "&layers=workspace")));
        Assert.Equal(["user"], Workspaces(await server.GetAsync(path + "&layers=user")));
        Assert.Equal(["user"], Workspaces(await server.PostAsync("/recall", """{"query": "tabs", "layers": "user"}""")));
        Assert.Contains("[user 2]", (await server.PostAsync("/context", """{"query": "tabs", "layers": "both"}""")).Text, StringComparison.Ordinal);
        (await server.PostAsync("/recall", """{"query": "tabs", "layers": "all"}""")).Problem(HttpStatusCode.BadRequest, "REST_002");
    }

    private static Task<RestAnswer> Patch(RestServer server, string path, string json) => server.SendAsync(HttpMethod.Patch, path, json);

    private static IEnumerable<string> Names(JsonNode list) => list["workspaces"]!.AsArray().Select(item => item!["name"]!.GetValue<string>());

    private static IEnumerable<string> Workspaces(RestAnswer answer) =>
        answer.Ok()["items"]!.AsArray().Select(item => item!["workspace"]!.GetValue<string>()).Distinct().Order();
}
