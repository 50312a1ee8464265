using System.Net;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Care;

public sealed class CareEndpointsTests
{
    [Fact]
    public async Task Everything_that_care_knows_is_behind_an_address()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("Written in Go", "OrderService");
        var fact = await server.RememberAsync("Listens on port 8080", "order service");

        Assert.Equal("order service", (string)(await server.GetAsync("/care/duplicates")).Ok()["entities"]![0]!["merge"]!["name"]!);
        Assert.Equal(1, (int)(await server.GetAsync("/care/review?threshold=100&quietDays=30")).Ok()["duplicates"]!["entitiesTotal"]!);
        Assert.Equal(0, (int)(await server.GetAsync("/care/orphans")).Ok()["total"]!);
        Assert.Equal(0, (int)(await server.GetAsync("/care/stale")).Ok()["total"]!);
        Assert.Equal(2, (int)(await server.GetAsync("/care/tags")).Ok()["untagged"]!);

        var marks = (await server.PostAsync("/care/marks", $$"""{"factIds":[{{fact}}],"entityNames":["OrderService"],"tier":"archive","pinned":true,"expiresAt":"2031-01-01"}""")).Ok();
        Assert.Equal(("archive", true), ((string)marks["items"]![0]!["tier"]!, (bool)marks["items"]![0]!["pinned"]!));
        Assert.Equal(2, (int)(await server.GetAsync("/care/tiers")).Ok()["archive"]!);
        Assert.Empty((await server.GetAsync("/recall?query=port")).Ok()["items"]!.AsArray());
        Assert.NotEmpty((await server.GetAsync("/recall?query=port&tier=archive")).Ok()["items"]!.AsArray());
        Assert.NotEmpty((await server.GetAsync("/recall?query=port&tier=any")).Ok()["items"]!.AsArray());
        Assert.NotEmpty((await server.PostAsync("/recall", """{"query":"port","tiers":["archive","core"]}""")).Ok()["items"]!.AsArray());
        (await server.PostAsync("/recall", """{"query":"port","tiers":["attic"]}""")).Problem(HttpStatusCode.BadRequest, "REST_002");
        (await server.PostAsync("/care/marks", $$"""{"factIds":[{{fact}}],"tier":"working","pinned":false,"neverExpires":true}""")).Ok();

        var merged = (await server.PostAsync("/care/merge", """{"from":"order service","into":"OrderService"}""", ("Idempotency-Key", "m1"))).Ok();
        Assert.Equal((1, true), ((int)merged["moved"]!, (bool)merged["new"]!));
        Assert.True((bool)(await server.PostAsync("/care/merge", """{"from":"order service","into":"OrderService"}""", ("Idempotency-Key", "m1"))).Ok()["new"]!);
        Assert.Equal("OrderService", (string)(await server.GetAsync("/entities/order%20service")).Ok()["name"]!);
        Assert.Equal("merge", (string)(await server.GetAsync("/care/history")).Ok()["items"]![0]!["kind"]!);
        Assert.Equal(1, (int)(await server.PostAsync("/care/unmerge", """{"name":"order service"}""")).Ok()["restored"]!);
        (await server.PostAsync("/care/different", """{"from":"order service","into":"OrderService"}""")).Ok();
        Assert.Equal(0, (int)(await server.GetAsync("/care/duplicates")).Ok()["entitiesTotal"]!);
    }

    [Fact]
    public async Task A_plan_is_shown_then_done_then_undone_and_tags_are_renamed()
    {
        await using var server = await RestServer.StartAsync();
        (await server.PostAsync("/facts", """{"observations":[{"text":"one","about":"x","tags":["scratch"],"confidence":0.4},{"text":"two","about":"x"}]}""")).Ok(HttpStatusCode.Created);
        const string Rule = """{"tags":["scratch"],"belowConfidence":0.5,"types":["concept"],"recordedBefore":"2999-01-01","tier":"working"}""";

        var plan = (await server.PostAsync("/care/forget/plan", Rule)).Ok();
        Assert.Equal(("one", 1), ((string)plan["shown"]![0]!["text"]!, (int)plan["matching"]!));
        (await server.PostAsync("/care/forget", $$"""{"rule":{"tags":["scratch"]},"plan":"{{plan["plan"]}}"}""")).Problem(HttpStatusCode.Conflict, "CARE_005");
        (await server.PostAsync("/care/forget", $$"""{"rule":{{Rule}},"plan":"x"}""")).Problem(HttpStatusCode.BadRequest, "REST_002");
        (await server.PostAsync("/care/forget/plan", "{}")).Problem(HttpStatusCode.BadRequest, "CARE_001");
        var done = (await server.PostAsync("/care/forget", $$"""{"rule":{{Rule}},"plan":"{{plan["plan"]}}"}""")).Ok();
        Assert.Equal(1, (int)done["facts"]!);
        Assert.Equal(1, (int)(await server.SendAsync(HttpMethod.Post, $"/care/history/{done["revision"]}/undo", null)).Ok()["restored"]!);
        (await server.SendAsync(HttpMethod.Post, "/care/history/1/undo", null)).Problem(HttpStatusCode.NotFound, "CARE_004");

        Assert.Equal(1, (int)(await server.PostAsync("/care/tags/rename", """{"from":"scratch","into":"draft"}""")).Ok()["facts"]!);
        Assert.Equal("draft", (string)(await server.GetAsync("/care/tags")).Ok()["tags"]![0]!["tag"]!);
        var aged = (await server.PostAsync("/care/forget/plan", """{"olderThanDays":0}""")).Ok();
        Assert.Contains("-", (string)aged["plan"]!, StringComparison.Ordinal);
        (await server.GetAsync("/care/duplicates?threshold=7")).Problem(HttpStatusCode.BadRequest, "REST_001");
    }
}
