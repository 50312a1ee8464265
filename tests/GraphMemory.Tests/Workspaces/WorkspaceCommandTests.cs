using System.Text.Json;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Workspaces;

public sealed class WorkspaceCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();
    private readonly GitFixture _git = new();

    public void Dispose()
    {
        _cli.Dispose();
        _git.Dispose();
    }

    [Fact]
    public async Task A_repository_has_a_memory_of_its_own_and_its_work_trees_share_it()
    {
        _git.Repository("parser");
        _git.Repository("lexer");
        var tree = _git.WorkTree("parser/.git", "topic");
        await In("parser", "remember", "the grammar is ambiguous");

        _cli.Folder = tree;
        Assert.Contains("the grammar is ambiguous", (await _cli.RunAsync("recall", "grammar")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("the grammar is ambiguous", (await In("lexer", "recall", "grammar")).Output, StringComparison.Ordinal);
        Assert.Equal(AutomaticWorkspace.Of(tree).Name, Json(await In("parser", "workspaces", "list", "--json")).GetProperty("workspaces")[1].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_repository_without_a_workspace_reads_the_default_one_until_it_has_its_own()
    {
        _git.Repository("parser");
        await In("", "remember", "grandfather's grammar");

        Assert.Contains("grandfather", (await In("parser", "recall", "grammar")).Output, StringComparison.Ordinal);

        await In("parser", "remember", "a grammar of our own");
        var own = await In("parser", "recall", "grammar");
        Assert.DoesNotContain("grandfather", own.Output, StringComparison.Ordinal);

        Assert.Equal(0, (await In("parser", "workspaces", "merge", "default")).ExitCode);
        Assert.Contains("grandfather", (await In("parser", "recall", "grammar")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_workspace_wins_over_the_repository_and_a_mistyped_one_is_not_made()
    {
        _git.Repository("parser");
        await In("parser", "remember", "said elsewhere", "-w", "other");

        Assert.Contains("said elsewhere", (await In("", "recall", "elsewhere", "-w", "other")).Output, StringComparison.Ordinal);
        var mistyped = await In("parser", "recall", "elsewhere", "-w", "othre");
        Assert.Contains("Did you mean other?", mistyped.Error, StringComparison.Ordinal);
        Assert.Contains("other", (await In("parser", "config", "show", "-w", "other")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_and_status_tell_which_workspace_is_in_use_and_why()
    {
        var root = _git.Repository("parser");

        Assert.Matches($@"data\.workspace +parser-[0-9a-f]{{8}} +repository {root}/\.git", (await In("parser", "config", "show")).Output);
        Assert.Matches($@"In use  parser-[0-9a-f]{{8}}  repository {root}/\.git", (await In("parser", "status")).Output);
        Assert.Contains("In use  default  no repository here", (await In("", "status")).Output, StringComparison.Ordinal);
        Assert.Equal("named", Json(await In("parser", "status", "-w", "x", "--json")).GetProperty("workspaceWhy").GetString());
    }

    [Fact]
    public async Task A_repository_that_was_moved_is_told_how_to_find_its_memory()
    {
        _git.Repository("old/parser");
        await In("old/parser", "remember", "something");
        var former = AutomaticWorkspace.Of(_git.Path("old/parser")).Name;
        Directory.CreateDirectory(_git.Path("new"));
        Directory.Move(_git.Path("old/parser"), _git.Path("new/parser"));

        Assert.Contains($"git config graphmemory.workspace {former}", (await In("new/parser", "status")).Error, StringComparison.Ordinal);

        _git.File("new/parser/.git/config", $"[graphmemory]\n\tworkspace = {former}\n");
        Assert.Contains("something", (await In("new/parser", "recall", "something")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_for_the_user_is_found_from_every_project_unless_refused()
    {
        _git.Repository("parser");
        await In("parser", "remember", "the parser uses tabs", "--about", "parser");
        await In("parser", "remember", "--user", "I prefer tabs over spaces", "--about", "style");

        var both = Json(await In("parser", "recall", "tabs", "--json"));
        Assert.Equal(["parser", "user"], both.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("workspace").GetString()!.Split('-')[0]).Order());
        Assert.Contains("user #2", (await In("parser", "recall", "tabs")).Output, StringComparison.Ordinal);
        Assert.Contains("[user 2] style: I prefer tabs", (await In("parser", "context", "tabs")).Output, StringComparison.Ordinal);

        Assert.DoesNotContain("prefer", (await In("parser", "recall", "tabs", "--no-user-layer")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("prefer", (await In("parser", "context", "tabs", "--no-user-layer")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("prefer", (await In("parser", "recall", "tabs", "--set", "data.user_layer=false")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspaces_are_made_renamed_and_listed()
    {
        Assert.Equal(0, (await In("", "workspaces", "create", "one")).ExitCode);
        Assert.Contains("STORE_013", (await In("", "workspaces", "create", "one", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await In("", "workspaces", "rename", "one", "two")).ExitCode);
        Assert.Contains("Did you mean two?", (await In("", "workspaces", "rename", "tow", "three")).Error, StringComparison.Ordinal);

        var list = await In("", "workspaces", "list", "-w", "two");
        Assert.Matches(@"\* +two +0 +0", list.Output);
    }

    [Fact]
    public async Task Renaming_the_workspace_of_a_repository_tells_how_to_keep_to_it()
    {
        _git.Repository("parser");
        await In("parser", "remember", "something");
        var name = AutomaticWorkspace.Of(_git.Path("parser")).Name;

        Assert.Contains("git config graphmemory.workspace \"parser\"", (await In("parser", "workspaces", "rename", name, "parser")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_asks_tells_what_goes_and_leaves_nothing()
    {
        await In("", "remember", "a memory to lose", "--about", "x", "-w", "scratch");
        var leftByAnother = Directory.CreateDirectory(Path.Combine(_cli.DataFolder, "index", "1")).FullName;
        var foreign = Directory.CreateDirectory(Path.Combine(_cli.DataFolder, "index", "notes")).FullName;

        Assert.Contains("would erase  scratch: 1 entities, 1 facts", (await In("", "workspaces", "delete", "scratch", "--dry-run")).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was erased", (await In("", "workspaces", "delete", "scratch")).Error, StringComparison.Ordinal);
        _cli.Terminal = new Terminal(true, false, false, 80);
        _cli.Input = "yes\n";
        var asked = await In("", "workspaces", "delete", "scratch");

        Assert.Contains("Type yes to go on", asked.Error, StringComparison.Ordinal);
        Assert.Contains("erased  scratch", asked.Output, StringComparison.Ordinal);
        Assert.Contains("GRAPH_005", (await In("", "workspaces", "delete", "scratch", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal((false, true), (Directory.Exists(leftByAnother), Directory.Exists(foreign)));
    }

    [Fact]
    public async Task A_merge_is_tried_out_first_and_deletes_its_source_only_when_asked()
    {
        await In("", "remember", "from the old one", "--about", "x", "-w", "old");

        var preview = Json(await In("", "workspaces", "merge", "old", "new", "--dry-run", "--json"));
        Assert.Equal((true, 1), (preview.GetProperty("dryRun").GetBoolean(), preview.GetProperty("facts").GetInt32()));
        Assert.Contains("There is no workspace \"new\"", (await In("", "recall", "old", "-w", "new")).Error, StringComparison.Ordinal);

        Assert.Contains("Nothing was merged", (await In("", "workspaces", "merge", "old", "new", "--delete-source")).Error, StringComparison.Ordinal);
        var merged = await In("", "workspaces", "merge", "old", "new", "--delete-source", "--yes");
        Assert.Contains("merged  old into new", merged.Output, StringComparison.Ordinal);
        Assert.Contains("old is deleted", merged.Output, StringComparison.Ordinal);
        Assert.Contains("from the old one", (await In("", "recall", "old", "-w", "new")).Output, StringComparison.Ordinal);
        Assert.Equal(2, (await In("", "workspaces", "merge", "new", "new")).ExitCode);
    }

    [Fact]
    public async Task Contradictions_of_a_merge_are_pointed_out()
    {
        await In("", "remember", "the repo uses tabs", "--about", "repo", "-w", "a");
        await In("", "remember", "the repo does not use tabs", "--about", "repo", "-w", "b");

        Assert.Contains("1 contradictions were found", (await In("", "workspaces", "merge", "a", "b")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_is_set_shown_met_and_lifted()
    {
        await In("", "remember", "first", "--about", "x");
        Assert.Matches("facts +1 +1\n", (await In("", "workspaces", "quota", "--facts", "1")).Output);

        var refused = await In("", "remember", "second", "--about", "x");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("graphmemory workspaces quota default --facts N", refused.Error, StringComparison.Ordinal);
        Assert.Contains("default holds 1 of 1 facts", (await In("", "status")).Output, StringComparison.Ordinal);
        Assert.Contains("first", (await In("", "recall", "first")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await In("", "forget", "--id", "2")).ExitCode);

        Assert.Matches("facts +0 +any\n", (await In("", "workspaces", "quota", "default", "--facts", "0")).Output);
        Assert.Equal(2, (await In("", "workspaces", "quota", "--entities", "-1")).ExitCode);
        await In("", "workspaces", "quota", "--entities", "7", "--text-bytes", "2000000");
        var list = (await In("", "workspaces", "list")).Output;
        Assert.Contains("1 of 7", list, StringComparison.Ordinal);
        Assert.Contains($"of {ByteText.Of(2_000_000)}", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_workspaces_take_the_quotas_of_the_configuration()
    {
        await In("", "remember", "first", "--about", "x", "-w", "small", "--set", "quotas.facts_max=1", "--set", "quotas.text_mb_max=2");
        var quotas = Json(await In("", "workspaces", "quota", "small", "--json")).GetProperty("quotas");

        Assert.Equal((1, 2 << 20), (quotas.GetProperty("factsMax").GetInt64(), quotas.GetProperty("textBytesMax").GetInt64()));
        Assert.False(quotas.TryGetProperty("entitiesMax", out _));
    }

    private Task<CliAnswer> In(string folder, params string[] args)
    {
        _cli.Folder = folder.Length == 0 ? null : _git.Path(folder);
        return _cli.RunAsync(args);
    }

    private static JsonElement Json(CliAnswer answer) => JsonDocument.Parse(answer.Output).RootElement;
}
