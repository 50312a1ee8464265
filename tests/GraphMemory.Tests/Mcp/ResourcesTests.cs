using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using GraphMemory.Server.Mcp;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace GraphMemory.Tests.Mcp;

public sealed class ResourcesTests : IDisposable
{
    private const string Old = "2025-11-25";
    private const string New = "2026-07-28";

    private readonly MemoryTools _memory = new(ToolProfiles.Default);

    public void Dispose() => _memory.Dispose();

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task Entities_are_listed_page_by_page_after_the_fixed_resources(string version)
    {
        var names = Enumerable.Range(0, 230).Select(i => $"thing {i:000}").ToList();
        await _memory.RunAsync("create_entities", $$"""{"entities":[{{string.Join(',', names.Select(name => $$"""{"name":"{{name}}","entityType":"t","observations":[]}"""))}}]}""");
        await _memory.RunAsync("remember", """{"text":"a note has no page of its own"}""");
        await using var pair = await ClientPair.ConnectAsync(_memory, version);
        var first = await pair.Client.ListResourcesAsync(new ListResourcesRequestParams(), McpHarness.Token);
        var all = await pair.Client.ListResourcesAsync(cancellationToken: McpHarness.Token);

        Assert.Equal(PageCursor.PageSize, first.Resources.Count);
        Assert.NotNull(first.NextCursor);
        Assert.Equal(["knowledge-graph", "recent", "workspace", .. names], all.Select(resource => resource.Name));
        Assert.Equal("memory://entity/thing%20229", all[^1].Uri);
        var fault = await Assert.ThrowsAsync<McpProtocolException>(async () => await pair.Client.ListResourcesAsync(new ListResourcesRequestParams { Cursor = "mine" }, McpHarness.Token));
        Assert.Equal(McpErrorCode.InvalidParams, fault.ErrorCode);
    }

    [Theory]
    [InlineData(Old)]
    [InlineData(New)]
    public async Task Each_resource_shows_what_it_names(string version)
    {
        await _memory.RunAsync("create_relations", """{"relations":[{"from":"a/b c","to":"pg","relationType":"uses"}]}""");
        var fact = (await _memory.RunAsync("remember", """{"text":"listens on 8080","about":"a/b c","type":"service"}""")).GetProperty("remembered")[0].GetProperty("id").GetInt64();
        await using var pair = await ClientPair.ConnectAsync(_memory, version);
        async Task<JsonElement> Read(string uri) => McpHarness.Json(
            Assert.IsType<TextResourceContents>(Assert.Single((await pair.Client.ReadResourceAsync(uri, cancellationToken: McpHarness.Token)).Contents)).Text);
        var entity = await Read("memory://entity/a%2Fb%20c");

        Assert.Equal(("a/b c", "service"), (entity.GetProperty("name").GetString(), entity.GetProperty("entityType").GetString()));
        Assert.Equal(["uses", null], entity.GetProperty("facts").EnumerateArray().Select(item => item.TryGetProperty("relation", out var relation) ? relation.GetString() : null));
        Assert.Equal("listens on 8080", (await Read($"memory://fact/{fact}")).GetProperty("text").GetString());
        Assert.Equal("listens on 8080", (await Read("memory://recent")).GetProperty("facts")[0].GetProperty("text").GetString());
        Assert.Equal(2, (await Read("memory://workspace")).GetProperty("entities").GetInt32());
        Assert.Equal("a/b c", (await Read("memory://knowledge-graph")).GetProperty("entities")[0].GetProperty("name").GetString());
        Assert.Equal(["memory://entity/{name}", "memory://fact/{id}"], (await pair.Client.ListResourceTemplatesAsync(cancellationToken: McpHarness.Token)).Select(template => template.UriTemplate));
    }

    [Theory]
    [InlineData(Old, -32002)]
    [InlineData(New, -32602)]
    public async Task What_is_not_there_is_not_found_in_the_manner_of_the_revision(string version, int code)
    {
        await using var pair = await ClientPair.ConnectAsync(_memory, version);
        foreach (var uri in (string[])["memory://entity/nobody", "memory://fact/99", "memory://fact/x", "memory://other", "memory://entity/", "http://x"])
        {
            var fault = await Assert.ThrowsAsync<McpProtocolException>(async () => await pair.Client.ReadResourceAsync(uri, cancellationToken: McpHarness.Token));
            Assert.Equal(code, (int)fault.ErrorCode);
        }
    }

    [Fact]
    public async Task A_session_is_told_of_what_it_watches_and_of_nothing_else()
    {
        await _memory.RunAsync("remember", """{"text":"one","about":"a"}""");
        var b = (await _memory.RunAsync("remember", """{"text":"two","about":"b"}""")).GetProperty("remembered")[0].GetProperty("id").GetInt64();
        await using var pair = await ClientPair.ConnectAsync(_memory, Old);
        var notices = Notices(pair.Client);
        await pair.Client.SubscribeToResourceAsync("memory://entity/b", cancellationToken: McpHarness.Token);
        await pair.Client.SubscribeToResourceAsync($"memory://fact/{b}", cancellationToken: McpHarness.Token);
        await pair.Client.SubscribeToResourceAsync("memory://entity/a", cancellationToken: McpHarness.Token);
        await pair.Client.UnsubscribeFromResourceAsync("memory://entity/a", cancellationToken: McpHarness.Token);

        await pair.CallAsync("add_observations", """{"observations":[{"entityName":"a","contents":["a changes"]}]}""");
        await pair.CallAsync("add_observations", """{"observations":[{"entityName":"b","contents":["b changes"]}]}""");
        Assert.Equal("notifications/resources/updated memory://entity/b", await notices.ReadAsync(McpHarness.Token));
        await pair.CallAsync("delete_observations", """{"deletions":[{"entityName":"b","observations":["two"]}]}""");
        Assert.Equal(
            ["notifications/resources/updated memory://entity/b", $"notifications/resources/updated memory://fact/{b}"],
            new[] { await notices.ReadAsync(McpHarness.Token), await notices.ReadAsync(McpHarness.Token) }.Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<McpProtocolException>(() => pair.Client.SubscribeToResourceAsync("memory://nothing", cancellationToken: McpHarness.Token));
    }

    [Fact]
    public async Task Who_has_read_the_list_is_told_when_it_changes()
    {
        await using var pair = await ClientPair.ConnectAsync(_memory, Old);
        var notices = Notices(pair.Client);
        await pair.Client.ListResourcesAsync(cancellationToken: McpHarness.Token);
        await pair.CallAsync("create_entities", """{"entities":[{"name":"new","entityType":"t","observations":[]}]}""");

        Assert.Equal("notifications/resources/list_changed ", await notices.ReadAsync(McpHarness.Token));
    }

    [Fact]
    public async Task A_listening_request_is_acknowledged_first_and_grants_only_what_there_is()
    {
        await using var pair = await ClientPair.ConnectAsync(_memory, New);
        var notices = Notices(pair.Client);
        using var stop = new CancellationTokenSource();
        var listening = pair.Client.SendRequestAsync(
            new JsonRpcRequest
            {
                Method = RequestMethods.SubscriptionsListen,
                Params = JsonNode.Parse("""{"notifications":{"resourceSubscriptions":["memory://entity/x","memory://nothing"],"resourcesListChanged":true,"toolsListChanged":true}}"""),
            },
            stop.Token);

        Assert.Equal("""notifications/subscriptions/acknowledged {"resourceSubscriptions":["memory://entity/x"],"resourcesListChanged":true}""", await notices.ReadAsync(McpHarness.Token));
        await pair.CallAsync("create_entities", """{"entities":[{"name":"x","entityType":"t","observations":[]}]}""");
        Assert.Equal(
            ["notifications/resources/list_changed ", "notifications/resources/updated memory://entity/x"],
            new[] { await notices.ReadAsync(McpHarness.Token), await notices.ReadAsync(McpHarness.Token) }.Order(StringComparer.Ordinal));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }

    private static ChannelReader<string> Notices(McpClient client)
    {
        var notices = Channel.CreateUnbounded<string>();
        foreach (var method in (string[])[NotificationMethods.ResourceUpdatedNotification, NotificationMethods.ResourceListChangedNotification, NotificationMethods.SubscriptionsAcknowledgedNotification])
        {
            client.RegisterNotificationHandler(method, (notice, _) =>
            {
                notices.Writer.TryWrite($"{method} {notice.Params?["uri"]?.GetValue<string>() ?? notice.Params?["notifications"]?.ToJsonString()}");
                return ValueTask.CompletedTask;
            });
        }

        return notices.Reader;
    }
}
