using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace GraphMemory.Tests.Rest;

/// <summary>What is the same for every operation.</summary>
public sealed class ConventionTests
{
    [Fact]
    public async Task An_answer_that_is_still_right_is_not_sent_again_until_the_log_grows()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("The build runs on Linux", "build");
        var first = await server.GetAsync("/entities");
        var tag = first.Header("ETag")!;

        var again = await server.GetAsync("/entities", ("If-None-Match", $"\"other\", {tag}"));
        var other = await server.GetAsync("/entities?type=concept", ("If-None-Match", tag));
        await server.RememberAsync("The build is quick", "build");
        var changed = await server.GetAsync("/entities", ("If-None-Match", tag));

        Assert.StartsWith("W/", tag, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Bytes);
        Assert.Equal(tag, again.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, other.Status);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
    }

    [Fact]
    public async Task A_resource_is_changed_only_in_the_version_that_was_seen()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("The build runs on Linux", "build");
        var seen = (await server.GetAsync("/entities/build")).Header("ETag")!;
        await server.RememberAsync("The build runs at night", "build");

        var stale = await server.DeleteAsync("/entities/build", ("If-Match", seen));
        var now = (await server.GetAsync("/entities/build")).Header("ETag")!;
        var held = await server.GetAsync("/entities/build", ("If-None-Match", now));
        var right = await server.DeleteAsync("/entities/build", ("If-Match", $"{seen}, {now}"));

        Assert.DoesNotContain("W/", seen, StringComparison.Ordinal);
        stale.Problem(HttpStatusCode.PreconditionFailed, "REST_004");
        Assert.Equal(HttpStatusCode.NotModified, held.Status);
        Assert.Equal(2, right.Ok()["factIds"]!.AsArray().Count);
        (await server.GetAsync("/entities/build")).Problem(HttpStatusCode.NotFound, "GRAPH_002");
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_end_and_a_foreign_cursor_is_named()
    {
        await using var server = await RestServer.StartAsync();
        for (var i = 0; i < 5; i++) { await server.RememberAsync($"text {i}", $"entity {i}"); }
        var names = new List<string>();
        var (path, pages) = ("/entities?limit=2", 0);
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = (await server.GetAsync(path + (cursor.Length > 0 ? $"&cursor={cursor}" : ""))).Ok();
            names.AddRange(page["items"]!.AsArray().Select(item => item!["name"]!.GetValue<string>()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }

        var first = (await server.GetAsync(path)).Ok()["nextCursor"]!.GetValue<string>();
        var forged = first[..^1] + (first[^1] == 'A' ? 'B' : 'A');

        Assert.Equal(["entity 0", "entity 1", "entity 2", "entity 3", "entity 4"], names);
        Assert.Equal(3, pages);
        foreach (var bad in new[] { $"/entities?limit=2&cursor={forged}", $"/entities?limit=2&cursor={first[..^1]}B", $"/entities?limit=2&cursor={first}AA", "/entities?limit=2&cursor=nonsense", "/entities?limit=2&cursor=%20!", $"/entities?limit=2&type=concept&cursor={first}", $"/facts?limit=2&cursor={first}" })
        {
            var problem = (await server.GetAsync(bad)).Problem(HttpStatusCode.BadRequest, "REST_001");
            Assert.Equal("cursor", problem["fields"]![0]!["field"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_key_makes_a_repeated_write_harmless_and_belongs_to_one_request()
    {
        await using var server = await RestServer.StartAsync();
        const string body = """{"observations":[{"text":"Anna leads the parser team","about":"Anna"}]}""";

        var first = (await server.PostAsync("/facts", body, ("Idempotency-Key", "k1"))).Ok(HttpStatusCode.Created);
        var again = (await server.PostAsync("/facts", body, ("Idempotency-Key", "k1"))).Ok(HttpStatusCode.Created);
        var other = await server.PostAsync("/facts", body.Replace("Anna", "Bob", StringComparison.Ordinal), ("Idempotency-Key", "k1"));
        var tooLong = await server.PostAsync("/facts", body, ("Idempotency-Key", new string('k', 201)));

        Assert.True(again["items"]![0]!["new"]!.GetValue<bool>());
        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        other.Problem(HttpStatusCode.Conflict, "GRAPH_008");
        tooLong.Problem(HttpStatusCode.BadRequest, "REST_001");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_long_answer_is_compressed_for_whoever_takes_it(string coding)
    {
        await using var server = await RestServer.StartAsync();
        for (var i = 0; i < 20; i++) { await server.RememberAsync($"Line {i} of a text that repeats itself and repeats itself", "log"); }

        var plain = await server.GetAsync("/facts");
        var coded = await server.GetAsync("/facts", ("Accept-Encoding", coding == "br" ? "gzip, br" : "br;q=0, gzip"));
        var short1 = await server.GetAsync("/facts?limit=1", ("Accept-Encoding", coding));
        var entity = await server.GetAsync("/entities/log", ("Accept-Encoding", coding));
        var removed = await server.DeleteAsync("/entities/log", ("If-Match", entity.Header("ETag")!));

        Assert.Null(plain.Header("Content-Encoding"));
        Assert.Equal(coding, coded.Header("Content-Encoding"));
        Assert.Equal("Accept-Encoding", coded.Header("Vary"));
        Assert.True(coded.Bytes.Length < plain.Bytes.Length);
        using var stream = new MemoryStream(coded.Bytes);
        using Stream decoder = coding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(decoder, Encoding.UTF8);
        Assert.Equal(plain.Text, await reader.ReadToEndAsync(RestServer.Token));
        Assert.Null(short1.Header("Content-Encoding"));
        Assert.Contains($"+{coding}\"", entity.Header("ETag")!, StringComparison.Ordinal);
        removed.Ok();
    }

    [Fact]
    public async Task Head_says_what_get_would_and_options_says_what_is_possible()
    {
        await using var server = await RestServer.StartAsync();
        var get = await server.GetAsync("/entities");
        var head = await server.SendAsync(HttpMethod.Head, "/entities", null);
        var options = await server.SendAsync(HttpMethod.Options, "/entities", null);
        server.Client.DefaultRequestHeaders.Authorization = null;
        var withoutToken = await server.SendAsync(HttpMethod.Options, "/entities", null);

        Assert.Equal((HttpStatusCode.OK, 0), (head.Status, head.Bytes.Length));
        Assert.Equal(get.Header("Content-Length"), head.Header("Content-Length"));
        Assert.Equal(get.Header("ETag"), head.Header("ETag"));
        Assert.Equal((HttpStatusCode.NoContent, "GET, HEAD, POST, OPTIONS"), (options.Status, options.Header("Allow")));
        Assert.Equal(HttpStatusCode.NoContent, withoutToken.Status);
    }

    [Fact]
    public async Task Each_way_to_ask_wrongly_has_its_own_status()
    {
        await using var server = await RestServer.StartAsync();

        var method = await server.SendAsync(HttpMethod.Patch, "/entities", "{}");
        var accept = await server.GetAsync("/entities", ("Accept", "text/html"));
        var media = await server.PostAsync("/facts", "{}", ("Content-Type", "text/plain"));
        var version = await server.GetAsync("/entities", ("API-Version", "2"));
        var known = await server.GetAsync("/entities?version=v1", ("API-Version", "1"), ("Accept", "text/html, application/*;q=0.5"));
        var missing = await server.GetAsync("/nothing");
        var coded = new HttpRequestMessage(HttpMethod.Post, "/api/v1/facts") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        coded.Content.Headers.ContentEncoding.Add("gzip");
        using var refused = await server.Client.SendAsync(coded, RestServer.Token);

        Assert.Contains("GET", method.Problem(HttpStatusCode.MethodNotAllowed, "HTTP_009")["fields"]![0]!["fix"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("POST", method.Header("Allow"), StringComparison.Ordinal);
        accept.Problem(HttpStatusCode.NotAcceptable, "HTTP_010");
        media.Problem(HttpStatusCode.UnsupportedMediaType, "HTTP_011");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        version.Problem(HttpStatusCode.BadRequest, "REST_005");
        known.Ok();
        missing.Problem(HttpStatusCode.NotFound, "HTTP_006");
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"observations":[]} {}""", "body")]
    [InlineData("{}", "observations")]
    [InlineData("""{"observations":[{"about":"x"}]}""", "observations[0].text")]
    [InlineData("""{"observations":[{"text":5}]}""", "observations[0].text")]
    [InlineData("""{"observations":[{"text":null}]}""", "observations[0].text")]
    [InlineData("""{"observations":[{"text":"a","validFrom":"yesterday-ish"}]}""", "observations[0].validFrom")]
    [InlineData("""{"observations":[{"text":"a","confidence":2}]}""", "observations[0].confidence")]
    [InlineData("""{"observations":[{"text":""}]}""", "observations[0].text")]
    public async Task A_body_that_is_not_right_is_told_by_its_field(string body, string field)
    {
        await using var server = await RestServer.StartAsync();

        var answer = await server.PostAsync("/facts", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var problem = JsonNode.Parse(answer.Text)!;
        Assert.Equal(field, problem["fields"]![0]!["field"]!.GetValue<string>());
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_wrong_parameter_is_told_at_once()
    {
        await using var server = await RestServer.StartAsync();

        var problem = (await server.GetAsync("/recall?limit=0&since=never&type=")).Problem(HttpStatusCode.BadRequest, "REST_001");

        Assert.Equal(["limit", "query", "since", "type"], problem["fields"]!.AsArray().Select(field => field!["field"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task A_client_that_asks_too_often_is_told_when_to_come_back()
    {
        await using var server = await RestServer.StartAsync("server.rate_limit_per_minute=1", "server.rate_limit_burst=2");

        var first = await server.GetAsync("/entities");
        await server.GetAsync("/entities");
        var third = await server.GetAsync("/entities");
        using var other = new HttpClient();
        using var stranger = await other.GetAsync(server.Url + "/api/v1/entities", RestServer.Token);

        first.Ok();
        Assert.Equal(("1", "1", "60"), (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining"), first.Header("X-RateLimit-Window")));
        third.Problem(HttpStatusCode.TooManyRequests, "HTTP_012");
        Assert.InRange(int.Parse(third.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(HttpStatusCode.OK, stranger.StatusCode);
    }

    [Fact]
    public async Task A_workspace_is_chosen_by_parameter_or_header_and_not_made_by_reading()
    {
        await using var server = await RestServer.StartAsync();
        await server.RememberAsync("Only here", "place", "?workspace=team");

        var byHeader = (await server.GetAsync("/entities", ("GraphMemory-Workspace", "team"))).Ok();
        var mistyped = (await server.GetAsync("/entities?workspace=taem")).Problem(HttpStatusCode.NotFound, "GRAPH_005");

        Assert.Equal("place", byHeader["items"]![0]!["name"]!.GetValue<string>());
        Assert.Contains("team", mistyped.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(server.Memory.Store.FindWorkspace("taem"));
    }

    [Fact]
    public async Task Writing_needs_the_token_and_a_question_by_body_does_not()
    {
        await using var server = await RestServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = null;

        var written = await server.PostAsync("/facts", """{"observations":[{"text":"a"}]}""");
        var asked = await server.PostAsync("/recall", """{"query":"anything"}""");

        written.Problem(HttpStatusCode.Unauthorized, "HTTP_003");
        asked.Ok();
    }
}
