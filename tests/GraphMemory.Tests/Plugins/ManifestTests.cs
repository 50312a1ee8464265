using System.Text.Json.Nodes;
using GraphMemory.Engine.Plugins;
using GraphMemory.Tests.Cli;
using GraphMemory.Tests.Rest;

namespace GraphMemory.Tests.Plugins;

public sealed class ManifestTests : IDisposable
{
    private readonly ShellPlugin _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Everything_that_is_wrong_with_a_manifest_is_told_at_once()
    {
        _shell.Declare("bad", "answer '{}'", ["before_memory_crate"], manifest =>
        {
            manifest["name"] = "worse";
            manifest["kind"] = "magic";
            manifest["command"] = "absent.sh";
            manifest["sha256"] = "abc";
            manifest["files"] = new JsonObject { ["lib.sh"] = "xyz" };
            manifest["permissions"] = new JsonArray("root");
            manifest["settings"] = new JsonArray(new JsonObject { ["name"] = "s", ["type"] = "colour" });
            manifest["limits"] = new JsonObject { ["memoryMb"] = 1, ["restarts"] = 1_000 };
        });
        var plugin = _shell.Memory.Plugins.Registry.Get("worse").Value;
        Assert.Equal(PluginState.Failed, plugin.Status.State);
        Assert.All(
            (string[])["name:", "kind:", "command:", "sha256:", "files.lib.sh:", "permissions:", "settings.s.type:", "limits.memoryMb:", "limits.restarts:", "hooks:"],
            field => Assert.Contains(field, plugin.Status.Reason!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "is empty")]
    [InlineData("""{"name":"odd","kind":"import","command":"/bin/sh","sha256":"","extra":1}""", "cannot be read")]
    public void A_manifest_that_is_none_is_listed_as_failed(string text, string reason)
    {
        _shell.Write("odd", text);
        Assert.Contains(reason, _shell.Memory.Plugins.Registry.Get("odd").Value.Status.Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_can_write_is_not_believed()
    {
        _shell.Declare("open", "answer '{}'");
        File.SetUnixFileMode(Path.Combine(_shell.DataFolder, "plugins", "open.json"), UnixFileMode.UserRead | UnixFileMode.GroupWrite);
        Assert.Contains("can be written by others", _shell.Memory.Plugins.Registry.Get("open").Value.Status.Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_others_can_write_declares_nothing()
    {
        _shell.Declare("p", "answer '{}'");
        File.SetUnixFileMode(Path.Combine(_shell.DataFolder, "plugins"), (UnixFileMode)0b111_111_111);
        Assert.Equal("PLUGIN_001", _shell.Memory.Plugins.Registry.Get("p").Problem!.Code.Name);
        Assert.Contains("can be written by others", _shell.Memory.Plugins.Problems[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_comes_with_the_program_stays_its()
    {
        _shell.Declare("summariser", "answer '{}'");
        Assert.Equal("compiled in", _shell.Memory.Plugins.Registry.Get("summariser").Value.Descriptor.Origin);
        Assert.Equal("PLUGIN_007", _shell.Memory.Plugins.Problems[0].Code.Name);
    }

    [Fact]
    public async Task A_manifest_that_comes_later_is_found_when_the_file_of_the_plugins_changes()
    {
        var memory = _shell.Memory;
        _shell.Declare("late", "answer '{}'");
        await memory.Plugins.EnableAsync("summariser", "other");
        File.SetLastWriteTimeUtc(memory.Folder.PluginsFilePath, DateTime.UnixEpoch);
        await memory.Plugins.FollowAsync();
        Assert.Equal(PluginState.Validated, memory.Plugins.Registry.Get("late").Value.Status.State);
    }

    [Fact]
    public async Task Pages_come_in_through_the_process_that_comes_with_the_program()
    {
        using var cli = new CliHarness { Clock = TimeProvider.System };
        var folder = Directory.CreateDirectory(Path.Combine(cli.Home.Path, "pages")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "one.html"), "<title>Zebra crossing</title><meta name=keywords content=road><p>Look <a href=two.md>both</a> ways.", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "two.md"), "# Traffic lights\nRed means stop.", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await cli.RunAsync("import", folder, "--from", "page-importer")).ExitCode);
        var enabled = await cli.RunAsync("plugins", "enable", "page-importer", "--set", "plugins.start_timeout_seconds=60");
        Assert.True(enabled.ExitCode == 0, enabled.Error);

        var imported = await cli.RunAsync("import", folder, "--from", "page-importer", "--json", "--set", "plugins.start_timeout_seconds=60");
        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Equal((5, 0), ((int)JsonNode.Parse(imported.Output)!["created"]!, (int)JsonNode.Parse(imported.Output)!["rejected"]!));
        var page = (await cli.RunAsync("timeline", "Zebra crossing", "--json")).Output;
        Assert.Contains("Look both ways.", page, StringComparison.Ordinal);
        Assert.Contains("one.html", page, StringComparison.Ordinal);
        Assert.Contains("\"road\"", page, StringComparison.Ordinal);
        var again = JsonNode.Parse((await cli.RunAsync("import", folder, "--from", "page-importer", "--json", "--set", "plugins.start_timeout_seconds=60")).Output)!;
        Assert.Equal((0, 5), ((int)again["created"]!, (int)again["skipped"]!));
    }

    [Fact]
    public async Task A_page_is_uploaded_where_the_plugin_is_enabled()
    {
        await using var server = await RestServer.StartAsync("plugins.start_timeout_seconds=60");
        (await server.PostAsync("/plugins/page-importer/enable", "")).Ok();
        var imported = (await server.PostAsync("/import?format=page-importer", "# Title\nA page by another door.", ("Content-Type", "application/octet-stream"))).Ok();
        Assert.Equal(2, (int)imported["created"]!);
    }

    [Fact]
    public async Task Only_what_comes_with_the_program_can_be_run_as_its_process()
    {
        using var cli = new CliHarness();
        Assert.Contains("PLUGIN_001", (await cli.RunAsync("plugins", "run", "summariser")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await cli.RunAsync("plugins", "run", "page-importer")).ExitCode);
    }
}
