using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Rest;

public sealed class HistoryEndpointTests
{
    [Fact]
    public async Task A_difference_shows_what_was_learnt_and_given_up_page_by_page()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await RestServer.StartAsync(time);
        var old = await server.RememberAsync("Releases are cut on Mondays", "releases");
        var passing = "";
        time.Advance(TimeSpan.FromDays(1));
        var between = time.GetUtcNow().AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", null);
        await server.PostAsync("/forget", $$"""{"factIds":[{{old}}]}""");
        passing += await server.RememberAsync("Said and taken back", "noise");
        await server.PostAsync("/forget", $$"""{"factIds":[{{passing}}]}""");
        await server.RememberAsync("Releases are cut on Thursdays", "releases");
        await server.RememberAsync("Anna leads the parser team", "Anna");

        var whole = (await server.GetAsync($"/diff?from={between}")).Ok();
        var about = (await server.GetAsync($"/diff?from={between}&about=releases")).Ok();
        var first = (await server.GetAsync($"/diff?from={between}&limit=1")).Ok();
        var rest = (await server.GetAsync($"/diff?from={between}&limit=1&cursor={first["nextCursor"]}")).Ok();

        Assert.Equal(["Releases are cut on Thursdays", "Anna leads the parser team"], Texts(whole["added"]));
        Assert.Equal(["Releases are cut on Mondays"], Texts(whole["removed"]));
        Assert.Equal(["Releases are cut on Thursdays"], Texts(about["added"]));
        Assert.Equal(["Releases are cut on Mondays"], Texts(first["removed"]));
        Assert.Empty(first["added"]!.AsArray());
        Assert.Equal(["Releases are cut on Thursdays"], Texts(rest["added"]));
        (await server.GetAsync($"/diff?from={between}&to=2020-01-01")).Problem(HttpStatusCode.BadRequest, "REST_001");
        (await server.GetAsync("/diff")).Problem(HttpStatusCode.BadRequest, "REST_001");
    }

    [Fact]
    public async Task Facts_can_be_asked_for_at_a_point_in_both_times()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await RestServer.StartAsync(time);
        await server.PostAsync("/relations", """{"relations":[{"from":"repo","to":"main","type":"branch","validFrom":"2026-01-01","validTo":"2026-02-01"}]}""");
        time.Advance(TimeSpan.FromDays(1));

        var held = (await server.GetAsync("/as-of?about=repo&predicate=branch&validAt=2026-01-15")).Ok();
        var ended = (await server.GetAsync("/as-of?about=repo")).Ok();
        var unknown = (await server.GetAsync("/as-of?about=repo&validAt=2026-01-15&knownAt=2026-02-01")).Ok();

        Assert.Single(held["items"]!.AsArray());
        Assert.Empty(ended["items"]!.AsArray());
        Assert.Empty(unknown["items"]!.AsArray());
        (await server.GetAsync("/as-of")).Problem(HttpStatusCode.BadRequest, "REST_001");
    }

    [Fact]
    public async Task The_log_is_read_from_a_position_and_a_trimmed_one_says_where_the_whole_is()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("one", "a");
        await server.RememberAsync("two", "a");

        var first = (await server.GetAsync("/changes?after=0&limit=2")).Ok();
        var rest = (await server.GetAsync($"/changes?after={first["after"]}")).Ok();
        var ahead = await server.GetAsync("/changes?after=99");
        await TrimAsync(server, 2);
        var trimmed = await server.GetAsync("/changes?after=0");

        Assert.Equal(["entityDeclared", "factRecorded"], first["items"]!.AsArray().Select(item => item!["event"]!.GetValue<string>()));
        Assert.Equal("a", first["items"]![0]!["entity"]!["name"]!.GetValue<string>());
        Assert.Equal("two", Assert.Single(rest["items"]!.AsArray())!["fact"]!["text"]!.GetValue<string>());
        Assert.Equal(rest["headSeq"]!.GetValue<long>(), rest["after"]!.GetValue<long>());
        ahead.Problem(HttpStatusCode.BadRequest, "GRAPH_007");
        Assert.Contains("/api/v1/export", trimmed.Problem(HttpStatusCode.Gone, "GRAPH_006").ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_is_shown_with_its_reason_and_decided()
    {
        await using var server = await RestServer.StartAsync();
        await server.SendAsync(HttpMethod.Put, "/predicates/branch", """{"functional":true}""");
        await server.PostAsync("/relations", """{"relations":[{"from":"repo","to":"main","type":"branch"},{"from":"repo","to":"trunk","type":"branch"}]}""");
        var conflict = Assert.Single((await server.GetAsync("/conflicts")).Ok()["items"]!.AsArray())!;
        var (earlier, later) = (conflict["earlierId"]!.GetValue<long>(), conflict["laterId"]!.GetValue<long>());

        var unclear = await server.PostAsync("/conflicts/resolve", $$"""{"earlierId":{{earlier}},"laterId":{{later}},"keep":"newest"}""");
        (await server.PostAsync("/conflicts/resolve", $$"""{"earlierId":{{earlier}},"laterId":{{later}},"keep":"later"}""")).Ok();
        var again = await server.PostAsync("/conflicts/resolve", $$"""{"earlierId":{{earlier}},"laterId":{{later}},"keep":"later"}""");

        Assert.Equal("functional", conflict["kind"]!.GetValue<string>());
        Assert.Equal("keep", unclear.Problem(HttpStatusCode.BadRequest, "REST_002")["fields"]![0]!["field"]!.GetValue<string>());
        Assert.Empty((await server.GetAsync("/conflicts")).Ok()["items"]!.AsArray());
        Assert.Single((await server.GetAsync("/conflicts?resolved=true")).Ok()["items"]!.AsArray());
        again.Problem(HttpStatusCode.NotFound, "GRAPH_004");
    }

    internal static Task TrimAsync(RestServer server, long toSeq) => server.Memory.Store.WriteAsync<long>(
        server.Memory.Store.FindWorkspace("default")!.Id,
        write =>
        {
            write.TrimLog(toSeq);
            return toSeq;
        },
        RestServer.Token);

    private static IEnumerable<string> Texts(System.Text.Json.Nodes.JsonNode? facts) => facts!.AsArray().Select(fact => fact!["text"]!.GetValue<string>());
}
