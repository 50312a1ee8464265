using System.Net;
using System.Text;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Http;
using GraphMemory.Server.Mcp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

/// <summary>The SDK's own client, and the client of other graphmemory processes, against the HTTP doors on a loopback port.</summary>
public sealed class McpHttpTests : IAsyncLifetime
{
    private readonly McpHarness _mcp = new();
    private WebApplication _web = null!;
    private Uri _url = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new GraphMemoryOptions { Data = new() { Workspace = "house" } });
        builder.Services.AddSingleton(_mcp.Tools);
        builder.Services.AddSingleton(_mcp.Limits);
        builder.Services.AddSingleton(_mcp.Profiles);
        builder.Services.AddSingleton(new GraphWatch(_mcp.Tools)).AddSingleton(McpHarness.Seal).AddSingleton(TimeProvider.System);
        builder.Services.AddMcp();
        _web = builder.Build();
        _web.Use(next => new RequestFrame(next, NullLogger<RequestFrame>.Instance).InvokeAsync);
        _web.Urls.Add("http://127.0.0.1:0");
        _web.MapGraphMemoryMcp();
        await _web.StartAsync(McpHarness.Token);
        _url = new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _mcp.Dispose();
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task Clients_of_both_generations_choose_tools_and_workspace_by_the_address(string version)
    {
        await using var client = await ConnectAsync("mcp?tools=reference&workspace=team", version);
        var tools = await client.ListToolsAsync(cancellationToken: McpHarness.Token);
        await client.CallToolAsync("create_entities", Entity("E"), cancellationToken: McpHarness.Token);
        var graph = await client.CallToolAsync("read_graph", cancellationToken: McpHarness.Token);

        Assert.Equal(9, tools.Count);
        Assert.Contains("\"E\"", Assert.IsType<TextContentBlock>(graph.Content[0]).Text, StringComparison.Ordinal);
        Assert.NotNull(_mcp.Store.FindWorkspace("team"));
    }

    [Theory]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_subscriber_is_told_of_a_write_through_another_door(string version)
    {
        await using var client = await ConnectAsync("mcp?workspace=default", version);
        await using var notices = await GraphNotices.OfAsync(client);
        await _mcp.RunAsync("create_entities", """{"entities":[{"name":"E","entityType":"t","observations":[]}]}""");

        Assert.Equal(McpHarness.GraphUri, (await notices.First)!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_subscriptions_of_a_session_end_with_it()
    {
        var watch = _web.Services.GetRequiredService<GraphWatch>();
        await using (var client = await ConnectAsync("mcp", "2025-11-25"))
        {
            await client.SubscribeToResourceAsync("memory://recent", cancellationToken: McpHarness.Token);
            await client.SubscribeToResourceAsync("memory://workspace", cancellationToken: McpHarness.Token);
            await client.ListResourcesAsync(cancellationToken: McpHarness.Token);
            Assert.Equal(3, watch.Count);
        }

        while (watch.Count > 0) { await Task.Yield(); }
    }

    [Theory]
    [InlineData("1999-01-01")]
    [InlineData("v999")]
    public async Task A_revision_that_is_not_known_is_refused_with_the_one_that_is(string version)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_url, "mcp"));
        request.Headers.Add("MCP-Protocol-Version", version);
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Content = new StringContent("""{"jsonrpc":"2.0","id":"q","method":"server/discover"}""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, McpHarness.Token);
        var body = McpHarness.Json(await response.Content.ReadAsStringAsync(McpHarness.Token));
        using var unreadable = new HttpRequestMessage(HttpMethod.Post, new Uri(_url, "mcp")) { Content = new StringContent("{", Encoding.UTF8, "application/json") };
        unreadable.Headers.Add("MCP-Protocol-Version", version);
        using var refused = await http.SendAsync(unreadable, McpHarness.Token);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (response.StatusCode, refused.StatusCode));
        Assert.Equal(("q", -32022), (body.GetProperty("id").GetString(), body.GetProperty("error").GetProperty("code").GetInt32()));
        Assert.Equal("""{"supported":["2026-07-28"],"requested":"?"}""".Replace("?", version, StringComparison.Ordinal), body.GetProperty("error").GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task Without_a_workspace_in_the_address_the_configured_one_is_used()
    {
        await using var client = await ConnectAsync("mcp?tools=reference", "2025-11-25");
        await client.CallToolAsync("create_entities", Entity("E"), cancellationToken: McpHarness.Token);

        Assert.NotNull(_mcp.Store.FindWorkspace("house"));
        Assert.Null(_mcp.Store.FindWorkspace("default"));
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_refused()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_url, "mcp?tools=most"));
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Content = new StringContent(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""",
            Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, McpHarness.Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"MCP_003\"", await response.Content.ReadAsStringAsync(McpHarness.Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_process_sends_its_calls_here()
    {
        using var http = new HttpClient();
        var remote = new RemoteTools(http, new ServerAddress(_url, "token"));
        var reply = await remote.InvokeAsync(_mcp.Call("create_entities", """{"entities":[{"name":"Über","entityType":"t","observations":[]}]}""", key: "k"), McpHarness.Token);
        var again = await remote.InvokeAsync(_mcp.Call("create_entities", """{"entities":[{"name":"Über","entityType":"t","observations":[]}]}""", key: "k"), McpHarness.Token);
        var failed = await remote.InvokeAsync(_mcp.Call("nothing", "{}"), McpHarness.Token);

        Assert.Equal(reply.Text, again.Text);
        Assert.Contains("Über", reply.Text, StringComparison.Ordinal);
        Assert.Equal("Über", reply.Structured!.Value.GetProperty("entities")[0].GetProperty("name").GetString());
        Assert.Equal("MCP_002", failed.Code);
        Assert.Equal(1, await remote.HeadAsync("default", McpHarness.Token));
        Assert.Equal(0, await remote.HeadAsync("nowhere", McpHarness.Token));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public async Task A_call_that_is_none_is_a_bad_request(string body)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri(_url, McpHttp.CallPath), new StringContent(body), McpHarness.Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"HTTP_005\"", await response.Content.ReadAsStringAsync(McpHarness.Token), StringComparison.Ordinal);
    }

    private Task<McpClient> ConnectAsync(string path, string version) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions { Endpoint = new Uri(_url, path), TransportMode = HttpTransportMode.StreamableHttp }),
        new McpClientOptions { ProtocolVersion = version }, cancellationToken: McpHarness.Token);

    private static Dictionary<string, object?> Entity(string name) => new()
    {
        ["entities"] = McpHarness.Json($$"""[{"name":"{{name}}","entityType":"t","observations":[]}]"""),
    };
}
