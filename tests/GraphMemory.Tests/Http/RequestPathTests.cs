using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Server.Http;
using GraphMemory.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Http;

/// <summary>Every request passes the same gates; these tests send real ones.</summary>
public sealed class RequestPathTests
{
    private static readonly ProblemCode StoreCode = new("TEST_001", ProblemKind.Unavailable, "The store is away");

    [Fact]
    public async Task A_request_for_our_own_host_is_answered_with_an_id_and_without_a_Server_header()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await server.Client.GetAsync("/echo");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(response.Headers.GetValues("X-Request-Id").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("my-id_1.2:3", true)]
    [InlineData("bad id", false)]
    public async Task A_well_formed_request_id_of_the_caller_is_kept(string id, bool isKept)
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await SendAsync(server, HttpMethod.Get, "/echo", request => request.Headers.TryAddWithoutValidation("X-Request-Id", id));

        Assert.Equal(isKept, response.Headers.GetValues("X-Request-Id").Single() == id);
    }

    [Fact]
    public async Task A_rebound_host_name_is_refused()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await SendAsync(server, HttpMethod.Get, "/echo", request => request.Headers.Host = "evil.test");

        await AssertProblemAsync(response, HttpStatusCode.Forbidden, "HTTP_001");
    }

    [Fact]
    public async Task A_foreign_page_is_refused_and_a_listed_one_is_welcome()
    {
        await using var server = await TestServer.StartAsync(Map, null, "server.allowed_origins=http://page.test");

        using var foreign = await SendAsync(server, HttpMethod.Get, "/echo", request => request.Headers.Add("Origin", "http://evil.test"));
        using var ours = await SendAsync(server, HttpMethod.Get, "/echo", request => request.Headers.Add("Origin", server.Url));
        using var listed = await SendAsync(server, HttpMethod.Options, "/echo", request => request.Headers.Add("Origin", "http://page.test"));

        await AssertProblemAsync(foreign, HttpStatusCode.Forbidden, "HTTP_002");
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, listed.StatusCode);
        Assert.Equal("http://page.test", listed.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Writing_needs_the_token_and_reading_does_not()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var without = await SendAsync(server, HttpMethod.Post, "/echo");
        using var with = await SendAsync(server, HttpMethod.Post, "/echo", request => Authorize(request, server.Token.Text));
        using var reading = await SendAsync(server, HttpMethod.Get, "/echo");

        await AssertProblemAsync(without, HttpStatusCode.Unauthorized, "HTTP_003");
        Assert.Equal("Bearer", without.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.OK, reading.StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_even_for_reading()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var wrong = await SendAsync(server, HttpMethod.Get, "/echo", request => Authorize(request, server.Token.Text + "x"));
        using var scheme = await SendAsync(server, HttpMethod.Get, "/echo", request => request.Headers.Authorization = new("Basic", server.Token.Text));

        await AssertProblemAsync(wrong, HttpStatusCode.Unauthorized, "HTTP_003");
        await AssertProblemAsync(scheme, HttpStatusCode.Unauthorized, "HTTP_003");
    }

    [Fact]
    public async Task The_token_rule_can_be_stricter_or_looser()
    {
        await using var strict = await TestServer.StartAsync(Map, null, "server.token_required=always");
        await using var loose = await TestServer.StartAsync(Map, null, "server.token_required=never");

        using var refused = await strict.Client.GetAsync("/echo");
        using var probe = await strict.Client.GetAsync("/open");
        using var written = await SendAsync(loose, HttpMethod.Post, "/echo");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
    }

    [Theory]
    [InlineData("""{"method":"tools/list"}""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/call","params":{"name":"look"}}""", HttpStatusCode.OK)]
    [InlineData("""[{"method":"ping"},{"method":"tools/call","params":{"name":"look"}}]""", HttpStatusCode.OK)]
    [InlineData("""{"method":"tools/call","params":{"name":"change"}}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"method":"tools/call"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"method":"ping","Method":"tools/call","params":{"name":"change"}}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"method":"tools/call","params":{"name":"look","name":"change"}}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"method":"tools/call","params":{"name":"look"},"params":{"name":"change"}}""", HttpStatusCode.Unauthorized)]
    [InlineData("""[{"method":"ping"},{"method":"tools/call","params":{"name":"change"}}]""", HttpStatusCode.Unauthorized)]
    [InlineData("\"text\"", HttpStatusCode.Unauthorized)]
    [InlineData("{ nonsense", HttpStatusCode.Unauthorized)]
    public async Task Over_MCP_the_message_tells_reads_from_writes(string message, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await SendAsync(server, HttpMethod.Post, "/mcp", request => request.Content = new StringContent(message));

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK) { Assert.Equal(message, await response.Content.ReadAsStringAsync()); }
    }

    [Fact]
    public async Task A_body_above_the_bound_is_a_problem()
    {
        await using var server = await TestServer.StartAsync(Map, null, "server.request_body_bytes_max=1024");

        using var response = await SendAsync(server, HttpMethod.Post, "/echo", request =>
        {
            Authorize(request, server.Token.Text);
            request.Content = new StringContent(new string('x', 2000));
        });

        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "HTTP_004");
    }

    [Fact]
    public async Task A_malformed_request_and_an_unknown_path_are_problems()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var malformed = await server.Client.GetAsync("/malformed");
        using var unknown = await server.Client.GetAsync("/nowhere");

        await AssertProblemAsync(malformed, HttpStatusCode.BadRequest, "HTTP_005");
        await AssertProblemAsync(unknown, HttpStatusCode.NotFound, "HTTP_006");
    }

    [Fact]
    public async Task A_defect_is_logged_under_its_request_id_and_told_without_its_text()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await server.Client.GetAsync("/defect");

        var problem = await AssertProblemAsync(response, HttpStatusCode.InternalServerError, "HTTP_008");
        Assert.DoesNotContain("secret detail", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(problem.GetProperty("requestId").GetString()!, server.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains("secret detail", server.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_store_carries_its_own_problem()
    {
        await using var server = await TestServer.StartAsync(Map);

        using var response = await server.Client.GetAsync("/store");

        await AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable, "TEST_001");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_stopped_and_a_stream_is_not()
    {
        var time = new FakeTimeProvider();
        var entered = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(
            routes =>
            {
                routes.MapGet("/slow", async context =>
                {
                    entered.Release();
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                });
                routes.MapGet("/stream", async context =>
                {
                    await context.Response.WriteAsync(context.RequestAborted.IsCancellationRequested ? "cut" : "open");
                }).WithMetadata(new Streams());
            },
            time);

        var slow = server.Client.GetAsync("/slow");
        await entered.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(31));
        using var response = await slow;

        await AssertProblemAsync(response, HttpStatusCode.ServiceUnavailable, "HTTP_007");
        Assert.Equal("open", await server.Client.GetStringAsync("/stream"));
    }

    [Fact]
    public void Every_kind_of_problem_has_a_status_of_its_own() =>
        Assert.Equal(Enum.GetValues<ProblemKind>().Length, Enum.GetValues<ProblemKind>().Select(ProblemStatus.Of).Distinct().Count());

    private static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/echo", Echo);
        routes.Map("/open", Echo).WithMetadata(new IsOpenToAll());
        routes.MapPost("/mcp", Echo).WithMetadata(McpReadCheck.For(tool => tool == "look"));
        routes.MapGet("/malformed", (RequestDelegate)(_ => throw new BadHttpRequestException("half a header")));
        routes.MapGet("/defect", (RequestDelegate)(_ => throw new InvalidOperationException("secret detail")));
        routes.MapGet("/store", (RequestDelegate)(_ => throw new StoreFaultException(StoreCode.With("Come back later."))));
    }

    private static async Task Echo(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        await context.Response.WriteAsync(await reader.ReadToEndAsync(context.RequestAborted));
    }

    private static void Authorize(HttpRequestMessage request, string token) => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<HttpResponseMessage> SendAsync(TestServer server, HttpMethod method, string path, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        change?.Invoke(request);
        return await server.Client.SendAsync(request);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
