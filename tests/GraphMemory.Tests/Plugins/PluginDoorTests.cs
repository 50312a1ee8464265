using System.Net;
using System.Text.Json.Nodes;
using GraphMemory.Engine.Plugins;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Hosting;
using GraphMemory.Tests.Cli;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Plugins;

public sealed class PluginDoorTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(0, 20).Select(at => $"The store number {at} keeps its log on disk and reads the log after a crash."));

    [Fact]
    public async Task A_plugin_is_enabled_configured_and_disabled_over_rest_and_what_it_does_is_seen_at_once()
    {
        await using var server = await RestServer.StartAsync();
        Assert.Equal("validated", Plugin((await server.GetAsync("/plugins")).Ok(), "summariser")["state"]!.GetValue<string>());
        Assert.Null((await RememberAsync(server, Long))["metadata"]?["summary"]);

        Assert.Equal("running", (await server.PostAsync("/plugins/summariser/enable", "")).Ok()["state"]!.GetValue<string>());
        Assert.StartsWith("The store number", (await RememberAsync(server, Long + " Enabled."))["metadata"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null((await RememberAsync(server, "short"))["metadata"]?["summary"]);

        var configured = (await server.SendAsync(HttpMethod.Put, "/plugins/summariser/config", """{"settings": {"sentences": 1, "longer_than": "600"}}""")).Ok();
        Assert.Equal("1", configured["settings"]!.AsArray().Single(setting => setting!["name"]!.GetValue<string>() == "sentences")!["value"]!.GetValue<string>());
        Assert.DoesNotContain(". ", (await RememberAsync(server, Long + " Configured."))["metadata"]!["summary"]!.GetValue<string>(), StringComparison.Ordinal);
        (await server.SendAsync(HttpMethod.Put, "/plugins/summariser/config", """{"settings": {"sentences": 0}}""")).Problem(HttpStatusCode.BadRequest, "PLUGIN_002");

        var shown = (await server.PostAsync("/plugins/summariser/disable", "")).Ok();
        Assert.Equal("deactivated", shown["state"]!.GetValue<string>());
        Assert.Equal(["disabled", "configured", "enabled"], shown["audit"]!.AsArray().Select(entry => entry!["what"]!.GetValue<string>()));
        Assert.Equal(3, shown["health"]!["calls"]!.GetValue<int>());
        Assert.Null((await RememberAsync(server, Long + " Disabled."))["metadata"]?["summary"]);
        (await server.GetAsync("/plugins/sumariser")).Problem(HttpStatusCode.NotFound, "PLUGIN_001");
        Assert.Equal("deactivated", (await server.PostAsync("/plugins/summariser/validate", "")).Ok()["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_command_line_does_the_same_and_what_was_decided_survives_the_process()
    {
        using var cli = new CliHarness();
        Assert.Contains("validated", (await cli.RunAsync("plugins", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await cli.RunAsync("plugins", "configure", "summariser", "longer_than=200")).ExitCode);
        Assert.Equal(0, (await cli.RunAsync("plugins", "enable", "summariser")).ExitCode);
        var remembered = await cli.RunAsync("remember", Long, "--about", "store", "--json");
        Assert.True(remembered.ExitCode == 0, remembered.Error);
        Assert.Contains("The store number", (await cli.RunAsync("timeline", "store", "--json")).Output[(Long.Length)..], StringComparison.Ordinal);

        var shown = JsonNode.Parse((await cli.RunAsync("plugins", "show", "summariser", "--json")).Output)!;
        Assert.Equal(("running", true), (shown["state"]!.GetValue<string>(), shown["enabled"]!.GetValue<bool>()));
        Assert.Equal("200", shown["settings"]![0]!["value"]!.GetValue<string>());
        Assert.Equal(["enabled", "configured"], shown["audit"]!.AsArray().Select(entry => entry!["what"]!.GetValue<string>()));
        Assert.Contains("summariser 1.0.0", (await cli.RunAsync("plugins", "show", "summariser")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await cli.RunAsync("plugins", "validate", "summariser")).ExitCode);
        Assert.Equal(0, (await cli.RunAsync("plugins", "disable", "summariser")).ExitCode);
        Assert.Contains("\"enabled\": false", (await cli.RunAsync("plugins", "list", "--json")).Output, StringComparison.Ordinal);
        foreach (var file in (string[])["plugins.json", "plugins-audit.jsonl"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(cli.DataFolder, file)));
        }
    }

    [Theory]
    [InlineData("configure", "summariser", "sentences")]
    [InlineData("configure", "summariser", "a=1", "a=2")]
    [InlineData("configure", "summariser", "colour=red")]
    public async Task Settings_that_are_not_understood_are_refused(params string[] arguments)
    {
        using var cli = new CliHarness();
        Assert.Equal(2, (await cli.RunAsync(["plugins", .. arguments])).ExitCode);
    }

    [Fact]
    public async Task A_running_process_follows_the_file_that_another_has_written()
    {
        using var folder = new TestFolder();
        var options = new GraphMemoryOptions { Data = new() { Folder = folder.Path } };
        using var follower = MemoryHost.Open(options, TimeProvider.System).Value;
        using (var other = MemoryHost.Open(options, TimeProvider.System).Value)
        {
            Assert.True((await other.Plugins.ConfigureAsync("summariser", PluginRegistryTests.Settings(("sentences", "2")), "test")).IsSuccess);
            Assert.True((await other.Plugins.EnableAsync("summariser", "test")).IsSuccess);
        }

        await follower.Plugins.FollowAsync();
        Assert.Equal((PluginState.Running, "2"), (State(follower).Status.State, State(follower).Given["sentences"]));
        Assert.NotNull(follower.Commands.Participant);
        File.WriteAllText(follower.Folder.PluginsFilePath, "{ \"plugins\": ");
        File.SetLastWriteTimeUtc(follower.Folder.PluginsFilePath, DateTime.UnixEpoch);
        await follower.Plugins.FollowAsync();
        Assert.Equal(PluginState.Running, State(follower).Status.State);
        File.Delete(follower.Folder.PluginsFilePath);
        await follower.Plugins.FollowAsync();
        Assert.Equal(PluginState.Deactivated, State(follower).Status.State);
        Assert.Null(follower.Commands.Participant);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_enables_nothing_is_told_and_refuses_a_strict_start()
    {
        using var cli = new CliHarness();
        await cli.RunAsync("remember", "x");
        await File.WriteAllTextAsync(Path.Combine(cli.DataFolder, "plugins.json"), "nonsense", TestContext.Current.CancellationToken);
        Assert.Contains("plugins.json cannot be used", (await cli.RunAsync("plugins", "list")).Error, StringComparison.Ordinal);
        Assert.Contains("plugins.json cannot be used", (await cli.RunAsync("doctor")).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await cli.RunAsync("plugins", "enable", "summariser")).ExitCode);
        Assert.Equal(0, (await cli.RunAsync("remember", "memory works all the same")).ExitCode);
        var strict = await cli.RunAsync("serve", "--port", "0", "--set", "plugins.strict=true");
        Assert.Contains("PLUGIN_010", strict.Error, StringComparison.Ordinal);
        Assert.Equal(1, strict.ExitCode);
    }

    [Fact]
    public async Task The_sample_plugin_works_in_a_host_that_lists_it()
    {
        using var folder = new TestFolder();
        using var memory = MemoryHost.Open(new GraphMemoryOptions { Data = new() { Folder = folder.Path } }, TimeProvider.System).Value;
        Assert.True(memory.Plugins.Registry.Register(WordCount.WordCountPlugin.Descriptor).IsSuccess);
        Assert.True((await memory.Plugins.EnableAsync("word-count", "test")).IsSuccess);
        var workspace = (await memory.WorkspaceToWriteAsync(CancellationToken.None)).Value;
        var recorded = await memory.Commands.ExecuteAsync(workspace, new Engine.Graph.Commands.Remember([new("three plain words", "w", null, Engine.Graph.Circumstances.Default)]), CancellationToken.None);
        Assert.Equal("3", memory.Queries.Fact(workspace, recorded.Value[0].FactId).Value.Fact.Statement.Metadata["words"]);

        await memory.Plugins.ConfigureAsync("word-count", PluginRegistryTests.Settings(("words_max", "2")), "test");
        var refused = await memory.Commands.ExecuteAsync(workspace, new Engine.Graph.Commands.Remember([new("three plain words again", "w", null, Engine.Graph.Circumstances.Default)]), CancellationToken.None);
        Assert.Contains("say it shorter", refused.Problem!.Detail, StringComparison.Ordinal);
    }

    private static RegisteredPlugin State(MemoryHost memory) => memory.Plugins.Registry.Get("summariser").Value;

    private static JsonNode Plugin(JsonNode list, string name) => list["items"]!.AsArray().Single(item => item!["name"]!.GetValue<string>() == name)!;

    private static async Task<JsonNode> RememberAsync(RestServer server, string text)
    {
        var id = await server.RememberAsync(text, "store");
        return (await server.GetAsync($"/facts/{id}")).Ok();
    }
}
