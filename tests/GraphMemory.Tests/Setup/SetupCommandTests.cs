using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GraphMemory.Server.Editing;
using GraphMemory.Tests.Cli;
using GraphMemory.Tests.Editing;

namespace GraphMemory.Tests.Setup;

public sealed class SetupCommandTests : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly CliHarness _cli = new() { Executable = "/opt/graphmemory/graphmemory" };

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, string> ClientsAndStates()
    {
        var data = new TheoryData<string, string>();
        foreach (var client in SetupFixtures.Clients.Keys)
        {
            foreach (var state in SetupFixtures.States) { data.Add(client, state); }
        }

        return data;
    }

    public static TheoryData<string> ClientNames() => [.. SetupFixtures.Clients.Keys];

    [Theory, MemberData(nameof(ClientsAndStates))]
    public async Task It_adds_the_server_and_takes_it_out_again_to_the_last_byte(string client, string state)
    {
        var file = Place(client, SetupFixtures.Text(client, state));
        var before = Snapshot();

        var dry = await _cli.RunAsync("setup", client, "--dry-run");
        Assert.Equal(0, dry.ExitCode);
        Assert.Equal(before, Snapshot());
        var done = await _cli.RunAsync("setup", client);
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Contains("+++ " + file, dry.Output, StringComparison.Ordinal);
        AssertStarts(client, file, "/opt/graphmemory/graphmemory", "mcp");
        var after = Snapshot();
        var again = await _cli.RunAsync("setup", client, "--json");
        Assert.All(Files(again.Output), written => Assert.Equal("unchanged", written));
        Assert.Equal(after, Snapshot());

        var removed = await _cli.RunAsync("setup", client, "--remove");

        Assert.True(removed.ExitCode == 0, removed.Error);
        Assert.Equal(before, Snapshot());
    }

    [Theory, MemberData(nameof(ClientsAndStates))]
    public async Task Others_lines_that_were_added_meanwhile_stay_when_it_is_removed(string client, string state)
    {
        var text = SetupFixtures.Text(client, state);
        if (text is null || text.Trim().Length == 0 || state == "other servers on one line") { return; }
        var file = Place(client, text);
        await _cli.RunAsync("setup", client);
        var theirs = client == "codex" ? "# added later\n" : "// added later\n";
        var mark = text.StartsWith('\uFEFF') ? "\uFEFF" : "";
        await File.WriteAllTextAsync(file, mark + theirs + (await File.ReadAllTextAsync(file)), new UTF8Encoding(false));

        await _cli.RunAsync("setup", client, "--remove");

        Assert.Equal(mark + theirs + text.TrimStart('\uFEFF'), Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)));
    }

    [Theory, MemberData(nameof(ClientNames))]
    public async Task A_broken_file_is_refused_with_its_place_and_nothing_is_written(string client)
    {
        var file = Place(client, SetupFixtures.Broken(client));
        var before = Snapshot();

        var refused = await _cli.RunAsync("setup", client);
        var removed = await _cli.RunAsync("setup", client, "--remove");
        var listed = await _cli.RunAsync("setup");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("error SETUP_002", refused.Error, StringComparison.Ordinal);
        Assert.Matches(client == "codex" ? "line 2, column 19" : "line 3, column 3", refused.Error);
        Assert.Contains(file, refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, removed.ExitCode);
        Assert.Matches($"{client} +broken: line", listed.Output);
        Assert.Equal(before, Snapshot());
    }

    [Theory, MemberData(nameof(ClientNames))]
    public async Task An_entry_of_an_older_binary_is_led_to_this_one_and_keeps_what_else_it_says(string client)
    {
        var file = Place(client, SetupFixtures.Older(client));
        Assert.Matches($"{client} +starts /old/graphmemory", (await _cli.RunAsync("setup")).Output);

        await _cli.RunAsync("setup", client);
        var kept = await File.ReadAllTextAsync(file);
        AssertStarts(client, file, "/opt/graphmemory/graphmemory", "mcp", "--workspace", "mine");
        await _cli.RunAsync("setup", client, "--tools", "reference", "--data", "/memory", "-w", "work");
        AssertStarts(client, file, "/opt/graphmemory/graphmemory", "mcp", "--data", "/memory", "--workspace", "work", "--tools", "reference");
        await _cli.RunAsync("setup", client, "--remove");

        Assert.Contains("KEEP", kept, StringComparison.Ordinal);
        Assert.True(File.Exists(file + PersonalFile.BackupExtension));
        Assert.DoesNotContain("graphmemory\"", File.Exists(file) ? await File.ReadAllTextAsync(file) : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_file_is_restored_to_the_last_byte() => await JsoncTexts.Any.SampleAsync(async text =>
    {
        using var cli = new CliHarness();
        var file = cli.Home.File(".cursor/mcp.json", text);
        if ((await cli.RunAsync("setup", "cursor")).ExitCode != 0) { return; } // a list stands where the section must

        await cli.RunAsync("setup", "cursor", "--tools", "reference");
        var removed = await cli.RunAsync("setup", "cursor", "--remove");

        Assert.True(removed.ExitCode == 0, removed.Error);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
    }, iter: 60);

    [Fact]
    public async Task Claude_Code_gets_hooks_beside_those_of_others()
    {
        var settings = _cli.Home.File(".claude/settings.json", """{ "hooks": { "SessionStart": [ { "hooks": [ { "type": "command", "command": "mine" } ] } ] } }""");
        await _cli.RunAsync("setup", "claude-code", "--workspace", "my work");
        var hooks = JsonNode.Parse(await File.ReadAllTextAsync(settings))!["hooks"]!;
        Assert.Equal("mine", (string?)hooks["SessionStart"]![0]!["hooks"]![0]!["command"]);
        Assert.Equal("/opt/graphmemory/graphmemory hook session-start --workspace 'my work'", (string?)hooks["SessionStart"]![1]!["hooks"]![0]!["command"]);
        Assert.Equal(["SessionStart", "UserPromptSubmit", "PreCompact", "SessionEnd"], hooks.AsObject().Select(pair => pair.Key));

        _cli.Executable = "/new/graphmemory";
        Assert.Contains("hooks are missing or old", await ListedAfterServerOnlyAsync(), StringComparison.Ordinal);
        await _cli.RunAsync("setup", "claude-code");
        Assert.Contains("claude-code     set up", (await _cli.RunAsync("setup")).Output, StringComparison.Ordinal);
        Assert.Contains("\"/new/graphmemory hook prompt\"", await File.ReadAllTextAsync(settings), StringComparison.Ordinal);
        Assert.Equal(2, JsonNode.Parse(await File.ReadAllTextAsync(settings))!["hooks"]!["SessionStart"]!.AsArray().Count);
        File.Delete(Path.Combine(_cli.DataFolder, "setup.json"));
        await _cli.RunAsync("setup", "claude-code", "--remove");

        Assert.Equal("""{ "hooks": { "SessionStart": [ { "hooks": [ { "type": "command", "command": "mine" } ] } ] } }""", await File.ReadAllTextAsync(settings));
    }

    [Theory]
    [InlineData("claude-code")]
    [InlineData("cursor")]
    [InlineData("zed")]
    [InlineData("codex")]
    public async Task What_was_set_up_with_arguments_is_well_and_stays_so_without_them(string client)
    {
        await _cli.RunAsync("setup", client, "--data", "/my memory", "-w", "work", "--tools", "reference");
        var before = Snapshot();

        Assert.Matches($"{client} +set up", (await _cli.RunAsync("setup")).Output);
        Assert.All(Files((await _cli.RunAsync("setup", client, "--json")).Output), action => Assert.Equal("unchanged", action));
        Assert.Equal(before, Snapshot());
        await _cli.RunAsync("setup", client, "--data", "/other");
        Assert.NotEqual(before, Snapshot());
    }

    [Fact]
    public async Task A_hook_of_ours_inside_a_group_of_others_goes_alone()
    {
        var settings = _cli.Home.File(".claude/settings.json",
            """{"hooks":{"PreCompact":[{"hooks":[{"type":"command","command":"/x/graphmemory hook pre-compact"},{"type":"command","command":"mine"}]}]}}""");
        await _cli.RunAsync("setup", "claude-code", "--remove");

        Assert.Equal("""{"hooks":{"PreCompact":[{"hooks":[{"type":"command","command":"mine"}]}]}}""", (await File.ReadAllTextAsync(settings)).Replace(" {", "{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hooks_and_rules_can_be_left_out()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Home.Path, ".claude"));
        await _cli.RunAsync("setup", "claude-code", "--no-hooks");
        await _cli.RunAsync("setup", "zed", "--no-rules");

        Assert.False(File.Exists(Path.Combine(_cli.Home.Path, ".claude", "settings.json")));
        Assert.False(File.Exists(Path.Combine(_cli.Home.Path, ".config", "zed", "AGENTS.md")));
        Assert.Matches("claude-code +its hooks are missing or old", (await _cli.RunAsync("setup")).Output);
    }

    [Theory]
    [InlineData("claude-code", ".mcp.json", ".claude/settings.local.json")]
    [InlineData("cursor", ".cursor/mcp.json", ".cursor/rules/graphmemory.mdc")]
    [InlineData("vscode", ".vscode/mcp.json", ".github/instructions/graphmemory.instructions.md")]
    [InlineData("zed", ".zed/settings.json", "AGENTS.md")]
    [InlineData("codex", ".codex/config.toml", "AGENTS.md")]
    public async Task A_project_is_set_up_at_the_root_of_its_repository(string client, params string[] files)
    {
        var root = Path.Combine(_cli.Home.Path, "repo");
        Directory.CreateDirectory(Path.Combine(root, ".git"));
        Directory.CreateDirectory(_cli.Folder = Path.Combine(root, "src", "deep"));
        var before = Snapshot();

        await _cli.RunAsync("setup", client, "--project");
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(root, file)), file));
        Assert.Matches($"{client} +set up", (await _cli.RunAsync("setup", "--project")).Output);
        await _cli.RunAsync("setup", client, "--project", "--remove");

        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task A_file_that_two_clients_share_stays_until_the_last_one_is_removed()
    {
        Directory.CreateDirectory(_cli.Folder = Path.Combine(_cli.Home.Path, "repo"));
        var rules = Path.Combine(_cli.Folder, "AGENTS.md");
        await _cli.RunAsync("setup", "zed", "--project");
        await _cli.RunAsync("setup", "codex", "--project");

        var first = await _cli.RunAsync("setup", "zed", "--project", "--remove");
        Assert.Contains("kept", first.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(rules));
        await _cli.RunAsync("setup", "codex", "--project", "--remove");

        Assert.False(File.Exists(rules));
    }

    [Fact]
    public async Task All_means_the_clients_that_are_found()
    {
        Directory.CreateDirectory(Path.Combine(_cli.Home.Path, ".cursor"));
        Directory.CreateDirectory(Path.Combine(_cli.Home.Path, ".codex"));
        var before = Snapshot();
        var all = await _cli.RunAsync("setup", "all", "--json");

        Assert.Equal(["cursor", "codex"], JsonNode.Parse(all.Output)!.AsArray().Select(client => (string)client!["client"]!));
        Assert.Equal(0, (await _cli.RunAsync("setup", "all", "--remove")).ExitCode);
        Assert.Equal(before, Snapshot());
        Assert.Contains("No client was found", (await new CliHarness().RunAsync("setup", "all")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_with_the_nearest_name()
    {
        Assert.Contains("Did you mean cursor?", (await _cli.RunAsync("setup", "curser")).Error, StringComparison.Ordinal);
        Assert.Contains("Name one of claude-code", (await _cli.RunAsync("setup", "xyzzy")).Error, StringComparison.Ordinal);
        Assert.Contains("error MCP_", (await _cli.RunAsync("setup", "cursor", "--tools", "everything")).Error, StringComparison.Ordinal);
        Assert.Contains("error SETUP_004", (await _cli.RunAsync("setup", "windsurf", "--project")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_the_environment_is_given_to_the_client_which_may_not_have_it()
    {
        _cli.Variables["GRAPHMEMORY_DATA"] = "/memory";
        await _cli.RunAsync("setup", "windsurf");

        AssertStarts("windsurf", Path.Combine(_cli.Home.Path, SetupFixtures.Clients["windsurf"].File), "/opt/graphmemory/graphmemory", "mcp", "--data", "/memory");
    }

    private async Task<string> ListedAfterServerOnlyAsync()
    {
        await _cli.RunAsync("setup", "claude-code", "--no-hooks");
        return (await _cli.RunAsync("setup")).Output;
    }

    private string Place(string client, string? text)
    {
        var name = SetupFixtures.Clients[client].File;
        if (text is not null) { return _cli.Home.File(name, text); }
        return Path.Combine(_cli.Home.Path, name);
    }

    private static IEnumerable<string> Files(string json) =>
        JsonNode.Parse(json)!.AsArray().SelectMany(client => client!["files"]!.AsArray()).Select(file => (string)file!["action"]!);

    private static void AssertStarts(string client, string file, string command, params string[] arguments)
    {
        var text = File.ReadAllText(file);
        if (client == "codex")
        {
            var (_, pairs, fault) = TomlReader.Read(text.TrimStart('\uFEFF'));
            Assert.Null(fault);
            var ours = pairs.Where(pair => pair.Path is ["mcp_servers", "graphmemory", _]).ToDictionary(pair => pair.Path[2]);
            Assert.Equal(command, TomlReader.StringOf(text, ours["command"]));
            Assert.Equal(arguments, TomlReader.StringsOf(text, ours["args"]));
            return;
        }

        var entry = JsonNode.Parse(text, documentOptions: Lenient)![SetupFixtures.Clients[client].Section]!["graphmemory"]!;
        Assert.Equal(command, (string?)entry["command"]);
        Assert.Equal(arguments, entry["args"]!.AsArray().Select(item => (string)item!));
        Assert.Equal(client is "claude-code" or "vscode" ? "stdio" : null, (string?)entry["type"]);
    }

    /// <summary>Every folder, and every file with its bytes; without the folder of the memory itself.</summary>
    private string[] Snapshot() =>
    [
        .. Directory.EnumerateFileSystemEntries(_cli.Home.Path, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains(Path.Combine(".local"), StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(path => Directory.Exists(path) ? path + "/" : $"{path}: {Convert.ToHexString(File.ReadAllBytes(path))}"),
    ];
}
