using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Rest;

public sealed class MemoryEndpointTests
{
    [Fact]
    public async Task A_memory_keeps_its_id_while_it_changes_and_old_versions_stay_in_the_history()
    {
        await using var server = await RestServer.StartAsync();
        var created = await server.PostAsync("/memories", """{"content":"Releases are cut on Mondays","type":"procedure","about":"releases","tags":["process"],"metadata":{"week":12,"who":"Anna"}}""");
        var id = created.Ok(HttpStatusCode.Created)["id"]!.GetValue<string>();
        var tag = (await server.GetAsync($"/memories/{id}")).Header("ETag")!;

        var patched = (await server.SendAsync(HttpMethod.Patch, $"/memories/{id}", """{"content":"Releases are cut on Thursdays"}""", ("If-Match", tag))).Ok();
        var stale = await server.SendAsync(HttpMethod.Patch, $"/memories/{id}", """{"tags":[]}""", ("If-Match", tag));
        var replaced = (await server.SendAsync(HttpMethod.Put, $"/memories/{id}", """{"content":"Releases are cut on Fridays"}""")).Ok();
        var timeline = (await server.GetAsync("/entities/releases/timeline")).Ok();

        Assert.Equal($"/api/v1/memories/{id}", created.Header("Location"));
        Assert.Equal(("procedural", "releases", 12), (patched["kind"]!.GetValue<string>(), patched["about"]!.GetValue<string>(), patched["metadata"]!["week"]!.GetValue<int>()));
        Assert.Equal(("Releases are cut on Thursdays", "process"), (patched["content"]!.GetValue<string>(), patched["tags"]![0]!.GetValue<string>()));
        stale.Problem(HttpStatusCode.PreconditionFailed, "REST_004");
        Assert.Equal((id, 0), (replaced["id"]!.GetValue<string>(), replaced["tags"]!.AsArray().Count));
        Assert.Null(replaced["metadata"]);
        Assert.Equal(3, timeline["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_deleted_memory_is_gone_can_be_restored_for_thirty_days_and_keeps_its_id()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await RestServer.StartAsync(time);
        var id = (await server.PostAsync("/memories", """{"content":"A note that stands for itself"}""")).Ok(HttpStatusCode.Created)["id"]!.GetValue<string>();

        var early = await server.SendAsync(HttpMethod.Post, $"/memories/{id}/restore", null);
        (await server.DeleteAsync($"/memories/{id}")).Ok();
        var gone = await server.GetAsync($"/memories/{id}");
        var changed = await server.SendAsync(HttpMethod.Patch, $"/memories/{id}", """{"content":"x"}""");
        var twice = await server.DeleteAsync($"/memories/{id}");
        time.Advance(TimeSpan.FromDays(29));
        var restored = (await server.SendAsync(HttpMethod.Post, $"/memories/{id}/restore", null)).Ok();
        (await server.DeleteAsync($"/memories/{id}")).Ok();
        time.Advance(TimeSpan.FromDays(31));
        var late = await server.SendAsync(HttpMethod.Post, $"/memories/{id}/restore", null);

        early.Problem(HttpStatusCode.BadRequest, "GRAPH_001");
        foreach (var answer in new[] { gone, changed, twice, late }) { answer.Problem(HttpStatusCode.Gone, "REST_007"); }
        Assert.Equal((id, "A note that stands for itself"), (restored["id"]!.GetValue<string>(), restored["content"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Memories_are_listed_and_found_by_type_kind_tag_and_what_they_say()
    {
        await using var server = await RestServer.StartAsync();
        await server.PostAsync("/memories", """{"content":"The parser is recursive","type":"insight","tags":["parser"]}""");
        await server.PostAsync("/memories", """{"content":"Run the parser tests first","type":"procedure","about":"parser","tags":["parser","tests"]}""");

        var all = (await server.GetAsync("/memories?limit=1")).Ok();
        var next = (await server.GetAsync($"/memories?limit=1&cursor={all["nextCursor"]}")).Ok();
        var kind = (await server.GetAsync("/memories?type=semantic")).Ok();
        var about = (await server.GetAsync("/memories?about=parser")).Ok();
        var found = (await server.GetAsync("/memories/search?query=parser%20tests&tag=tests&limit=5")).Ok();

        Assert.Equal(["The parser is recursive"], Contents(all));
        Assert.Equal(["Run the parser tests first"], Contents(next));
        Assert.Equal(["The parser is recursive"], Contents(kind));
        Assert.Equal(["Run the parser tests first"], Contents(about));
        Assert.Equal(["Run the parser tests first"], Contents(found));
        Assert.True(found["items"]![0]!["score"]!.GetValue<double>() > 0);
        (await server.GetAsync("/memories/mem_99")).Problem(HttpStatusCode.NotFound, "GRAPH_003");
        (await server.GetAsync("/memories/42")).Problem(HttpStatusCode.NotFound, "GRAPH_003");
        (await server.SendAsync(HttpMethod.Put, "/memories/mem_99", """{"content":"x"}""")).Problem(HttpStatusCode.NotFound, "GRAPH_003");
        (await server.DeleteAsync("/memories/mem_99")).Problem(HttpStatusCode.NotFound, "GRAPH_003");
    }

    private static IEnumerable<string> Contents(JsonNode list) => list["items"]!.AsArray().Select(memory => memory!["content"]!.GetValue<string>());
}
