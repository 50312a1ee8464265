using System.Net;
using System.Text.Json.Nodes;

namespace GraphMemory.Tests.Rest;

public sealed class GraphEndpointTests
{
    [Fact]
    public async Task Entities_are_created_once_listed_by_type_and_prefix_and_shown_with_their_facts()
    {
        await using var server = await RestServer.StartAsync();
        const string body = """{"entities":[{"name":"src/parser.cs","type":"file","observations":["Written by Anna"]},{"name":"src/lexer.cs","type":"file"},{"name":"Anna","type":"person"}]}""";

        var first = (await server.PostAsync("/entities", body)).Ok(HttpStatusCode.Created);
        var again = (await server.PostAsync("/entities", body)).Ok(HttpStatusCode.Created);
        await server.PostAsync("/relations", """{"relations":[{"from":"src/parser.cs","to":"src/lexer.cs","type":"uses"},{"from":"Anna","to":"src/parser.cs","type":"owns","weight":0.5}]}""");
        var files = (await server.GetAsync("/entities?type=file&prefix=src/p")).Ok();
        var parser = (await server.GetAsync("/entities/src%2Fparser.cs")).Ok();
        var all = (await server.GetAsync("/entities")).Ok();

        Assert.All(first["items"]!.AsArray(), item => Assert.True(item!["new"]!.GetValue<bool>()));
        Assert.All(again["items"]!.AsArray(), item => Assert.False(item!["new"]!.GetValue<bool>()));
        Assert.Equal("src/parser.cs", Assert.Single(files["items"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Null(files["total"]);
        Assert.Equal(3, all["total"]!.GetValue<long>());
        Assert.Equal("Written by Anna", parser["observations"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("src/lexer.cs", parser["relations"]![0]!["to"]!.GetValue<string>());
        Assert.Equal("Anna", parser["incomingRelations"]![0]!["entity"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("100 % sure? # yes + no")]
    [InlineData("Größe «ü» 日本")]
    public async Task Any_name_can_be_addressed(string name)
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("Something", name);

        Assert.Equal(name, (await server.GetAsync($"/entities/{Uri.EscapeDataString(name)}")).Ok()["name"]!.GetValue<string>());
        Assert.Single((await server.GetAsync($"/entities/{Uri.EscapeDataString(name)}/timeline")).Ok()["items"]!.AsArray());
    }

    [Fact]
    public async Task A_correction_closes_what_it_corrects_and_both_times_can_be_asked()
    {
        await using var server = await RestServer.StartAsync();
        var old = await server.RememberAsync("Releases are cut on Mondays", "releases");
        var corrected = (await server.PostAsync("/facts", $$$"""{"observations":[{"text":"Releases are cut on Thursdays","about":"releases","supersedes":{{{old}}},"validFrom":"2026-03-01","tags":["process"],"metadata":{"why":"holiday"},"source":{"client":"test","session":"s1"}}]}""")).Ok(HttpStatusCode.Created);

        var standing = (await server.GetAsync("/facts?about=releases")).Ok()["items"]!.AsArray();
        var every = (await server.GetAsync("/facts?about=releases&closed=true")).Ok()["items"]!.AsArray();
        var fact = (await server.GetAsync($"/facts/{old}")).Ok();
        var before = (await server.GetAsync("/entities/releases?validAt=2026-01-01")).Ok();

        Assert.Equal("Releases are cut on Thursdays", Assert.Single(standing)!["text"]!.GetValue<string>());
        Assert.Equal(2, every.Count);
        Assert.NotNull(fact["supersededAt"]);
        Assert.Equal(old, standing[0]!["supersedes"]!.GetValue<long>());
        Assert.Equal("rest", standing[0]!["provenance"]!["tool"]!.GetValue<string>());
        Assert.Equal("s1", standing[0]!["provenance"]!["session"]!.GetValue<string>());
        Assert.Empty(before["observations"]!.AsArray());
        Assert.False(corrected["items"]![0]!["id"]!.GetValue<long>() == old);
    }

    [Fact]
    public async Task Facts_are_listed_by_kind_and_predicate_over_pages()
    {
        await using var server = await RestServer.StartAsync();
        for (var i = 0; i < 4; i++) { await server.RememberAsync($"text {i}", "a"); }
        await server.PostAsync("/relations", """{"relations":[{"from":"a","to":"b","type":"uses"},{"from":"a","to":"c","type":"calls"}]}""");

        var observations = (await server.GetAsync("/facts?kind=observation&limit=3")).Ok();
        var rest = (await server.GetAsync($"/facts?kind=observation&limit=3&cursor={observations["nextCursor"]}")).Ok();
        var calls = (await server.GetAsync("/facts?predicate=calls")).Ok();
        var nothing = (await server.GetAsync("/facts?predicate=unknown")).Ok();
        var about = (await server.GetAsync("/facts?about=a&limit=1")).Ok();
        var relations = (await server.GetAsync("/relations?about=b")).Ok();

        Assert.Equal((3, 1), (observations["items"]!.AsArray().Count, rest["items"]!.AsArray().Count));
        Assert.Null(rest["nextCursor"]);
        Assert.Equal("c", Assert.Single(calls["items"]!.AsArray())!["to"]!.GetValue<string>());
        Assert.Empty(nothing["items"]!.AsArray());
        Assert.NotNull(about["nextCursor"]);
        Assert.Equal("uses", Assert.Single(relations["items"]!.AsArray())!["relation"]!.GetValue<string>());
    }

    [Fact]
    public async Task Forgetting_closes_purging_erases_and_must_be_confirmed()
    {
        await using var server = await RestServer.StartAsync();
        var (one, two) = (await server.RememberAsync("one", "a"), await server.RememberAsync("two", "b"));
        var tag = (await server.GetAsync($"/facts/{one}")).Header("ETag")!;

        var stale = await server.DeleteAsync($"/facts/{one}", ("If-Match", "\"f0-0\""));
        (await server.DeleteAsync($"/facts/{one}", ("If-Match", tag))).Ok();
        var gone = await server.DeleteAsync($"/facts/{one}");
        var forgotten = (await server.PostAsync("/forget", """{"entities":["b"]}""")).Ok();
        var unconfirmed = await server.PostAsync("/purge", $$"""{"factIds":[{{one}}],"confirm":false}""");
        (await server.PostAsync("/purge", $$"""{"factIds":[{{one}}],"entities":["b"],"confirm":true}""")).Ok();

        stale.Problem(HttpStatusCode.PreconditionFailed, "REST_004");
        gone.Problem(HttpStatusCode.NotFound, "GRAPH_003");
        Assert.Equal(two, forgotten["factIds"]![0]!.GetValue<long>());
        unconfirmed.Problem(HttpStatusCode.BadRequest, "REST_006");
        (await server.GetAsync($"/facts/{one}")).Problem(HttpStatusCode.NotFound, "GRAPH_003");
    }

    [Fact]
    public async Task Relations_are_closed_by_their_ends_and_types_can_be_declared()
    {
        await using var server = await RestServer.StartAsync();
        await server.PostAsync("/relations", """{"relations":[{"from":"repo","to":"main","type":"default branch"},{"from":"repo","to":"trunk","type":"default branch"}]}""");

        var declared = (await server.SendAsync(HttpMethod.Put, "/predicates/default%20branch", """{"functional":true}""")).Ok();
        var known = (await server.GetAsync("/predicates")).Ok();
        var deleted = (await server.DeleteAsync("/relations?from=repo&to=main&type=default%20branch")).Ok();
        var nothing = (await server.DeleteAsync("/relations?from=repo&to=main&type=default%20branch")).Ok();
        var incomplete = await server.DeleteAsync("/relations?from=repo");

        Assert.True(declared["functional"]!.GetValue<bool>());
        Assert.Equal("default branch", Assert.Single(known["items"]!.AsArray())!["name"]!.GetValue<string>());
        Assert.Equal((1, 0), (deleted["deleted"]!.GetValue<int>(), nothing["deleted"]!.GetValue<int>()));
        Assert.Equal(2, incomplete.Problem(HttpStatusCode.BadRequest, "REST_001")["fields"]!.AsArray().Count);
    }

    [Fact]
    public async Task Walks_show_what_is_around_and_the_shortest_way()
    {
        await using var server = await RestServer.StartAsync();
        await server.PostAsync("/relations", """{"relations":[{"from":"a","to":"b","type":"uses"},{"from":"b","to":"c","type":"uses"},{"from":"a","to":"x","type":"calls"},{"from":"x","to":"y","type":"calls"},{"from":"y","to":"c","type":"calls"}]}""");

        var near = (await server.GetAsync("/graph/neighbors/a")).Ok();
        var far = (await server.GetAsync("/graph/neighbors/a?depth=2&type=uses&direction=out")).Ok();
        var incoming = (await server.GetAsync("/graph/neighbors/a?direction=in")).Ok();
        var cut = (await server.GetAsync("/graph/neighbors/a?depth=3&limit=2")).Ok();
        var shortest = (await server.GetAsync("/graph/path?from=a&to=c")).Ok();
        var calling = (await server.GetAsync("/graph/path?from=a&to=c&type=calls")).Ok();
        var none = (await server.GetAsync("/graph/path?from=c&to=a&direction=out")).Ok();

        Assert.Equal(["a", "b", "x"], Names(near));
        Assert.Equal(["a", "b", "c"], Names(far));
        Assert.Equal(["a"], Names(incoming));
        Assert.True(cut["cut"]!.GetValue<bool>());
        Assert.Equal(["b", "c"], shortest["steps"]!.AsArray().Select(step => step!["to"]!.GetValue<string>()));
        Assert.Equal(3, calling["steps"]!.AsArray().Count);
        Assert.False(none["found"]!.GetValue<bool>());
        (await server.GetAsync("/graph/path?from=a&to=nobody")).Problem(HttpStatusCode.NotFound, "GRAPH_002");
        (await server.GetAsync("/graph/neighbors/nobody")).Problem(HttpStatusCode.NotFound, "GRAPH_002");
    }

    [Fact]
    public async Task Recall_and_context_answer_by_address_and_by_body_alike()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("The nightly build runs on the machine in the basement", "nightly build");
        await server.RememberAsync("Anna leads the parser team", "Anna");

        var byAddress = (await server.GetAsync("/recall?query=where%20does%20the%20nightly%20build%20run&limit=1&type=concept")).Ok();
        var byBody = (await server.PostAsync("/recall", """{"query":"where does the nightly build run","limit":1,"types":["concept"]}""")).Ok();
        var context = (await server.GetAsync("/context?query=nightly%20build&budgetTokens=200")).Ok();
        var packed = (await server.PostAsync("/context", """{"query":"nightly build","budgetTokens":200}""")).Ok();

        Assert.Equal("nightly build", Assert.Single(byAddress["items"]!.AsArray())!["entity"]!.GetValue<string>());
        Assert.Equal(byAddress["items"]![0]!["id"]!.GetValue<long>(), byBody["items"]![0]!["id"]!.GetValue<long>());
        Assert.Contains("basement", context["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(context["text"]!.GetValue<string>(), packed["text"]!.GetValue<string>());
        (await server.PostAsync("/recall", """{"query":"a","limit":1000}""")).Problem(HttpStatusCode.BadRequest, "RETRIEVAL_001");
    }

    private static IEnumerable<string> Names(JsonNode answer) => answer["items"]!.AsArray().Select(item => item!["entity"]!["name"]!.GetValue<string>());
}
