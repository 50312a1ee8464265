using System.Text.Json.Nodes;
using GraphMemory.BlackBox.Support;

namespace GraphMemory.BlackBox.Cli;

/// <summary>The command line as a person and a script use it; each call is a process of its own.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_remembered_is_recalled_and_shown()
    {
        await RunAsync("remember", "Releases are cut from main on Thursdays.", "--about", "releases", "--tag", "process");
        var recalled = await RunAsync("recall", "on which day do we release", "--json");
        var context = await RunAsync("context", "when is a release cut");
        var shown = (await RunAsync("get", "releases", "--json")).Json[0]!;

        Assert.Contains("Thursdays", recalled.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Thursdays", context.Output, StringComparison.Ordinal);
        Assert.Equal("Releases are cut from main on Thursdays.", shown["observations"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("process", shown["observations"]![0]!["tags"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Forget_closes_a_fact_and_keeps_its_history_and_purge_erases_it()
    {
        var id = await RememberAsync("The staging password is kept in the vault.", "staging");
        await RunAsync("forget", "--id", id);
        Assert.DoesNotContain("vault", (await RunAsync("recall", "staging password", "--json")).Output, StringComparison.Ordinal);
        var timeline = (await RunAsync("timeline", "staging", "--json")).Json.AsArray();
        Assert.NotNull(Assert.Single(timeline)!["supersededAt"]);

        var unconfirmed = await CommandLine.RunAsync("purge", "--id", id, "--data", _folder.Path);
        Assert.Equal(2, unconfirmed.ExitCode);
        await RunAsync("purge", "--id", id, "--yes");
        Assert.Empty((await RunAsync("timeline", "staging", "--json")).Json.AsArray());
        Assert.All(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories), file =>
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf("kept in the vault"u8)));
    }

    [Fact]
    public async Task Contradictions_are_shown_with_their_reason_and_resolved_by_a_person()
    {
        await RunAsync("link", "repo", "default_branch", "master", "--functional");
        await RunAsync("link", "repo", "default_branch", "main");
        var conflict = Assert.Single((await RunAsync("conflicts", "--json")).Json.AsArray())!;
        Assert.Contains("default_branch", conflict["explanation"]!.GetValue<string>(), StringComparison.Ordinal);

        await RunAsync("conflicts", "resolve", $"{conflict["earlier"]!["id"]}", $"{conflict["later"]!["id"]}", "--keep", "later");
        Assert.Empty((await RunAsync("conflicts", "--json")).Json.AsArray());
        var relations = (await RunAsync("get", "repo", "--json")).Json[0]!["relations"]!.AsArray();
        Assert.Equal("main", Assert.Single(relations)!["to"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_export_imported_elsewhere_is_the_same_memory()
    {
        await FillAsync();
        var bundle = _folder.Combine("bundle.ndjson");
        await RunAsync("export", bundle);
        using var other = new DataFolder();
        (await CommandLine.RunAsync("import", bundle, "--data", other.Path)).Succeeded();

        Assert.Equal(await GraphAsync(_folder.Path), await GraphAsync(other.Path));
        (await CommandLine.RunAsync("import", bundle, "--data", other.Path)).Succeeded();
        Assert.Equal(await GraphAsync(_folder.Path), await GraphAsync(other.Path));
    }

    [Theory]
    [InlineData("vault")]
    [InlineData("csv")]
    [InlineData("graphml")]
    [InlineData("json")]
    public async Task A_lossless_form_imported_elsewhere_and_written_again_is_the_same(string form)
    {
        await FillAsync();
        using var other = new DataFolder();
        var (first, second) = (_folder.Combine("first"), other.Combine("second"));
        var exported = (await RunAsync("export", first, "--to", form, "--json")).Json;
        var told = (await CommandLine.RunAsync("import", first, "--dry-run", "--data", other.Path, "--json")).Succeeded().Json;
        var imported = (await CommandLine.RunAsync("import", first, "--data", other.Path, "--json")).Succeeded().Json;
        (await CommandLine.RunAsync("export", second, "--to", form, "--data", other.Path)).Succeeded();

        Assert.Equal(form, imported["format"]!.GetValue<string>());
        Assert.Equal(exported["written"]!.GetValue<int>(), imported["created"]!.GetValue<int>());
        Assert.Equal(imported["created"]!.GetValue<int>(), told["created"]!.GetValue<int>());
        Assert.Equal(1, exported["lost"]!["earlier versions"]!.GetValue<int>());
        Assert.Equal(Content(first), Content(second));
    }

    [Fact]
    public async Task A_backup_restores_the_memory_of_its_moment()
    {
        await FillAsync();
        var then = await GraphAsync(_folder.Path);
        using var backups = new DataFolder();
        await RunAsync("backup", backups.Combine("copy.db"));
        await RunAsync("remember", "This comes too late for the backup.", "--about", "late");
        using var other = new DataFolder();
        (await CommandLine.RunAsync("restore", backups.Combine("copy.db"), "--data", other.Path)).Succeeded();

        Assert.Equal(then, await GraphAsync(other.Path));
        (await CommandLine.RunAsync("doctor", "--data", other.Path)).Succeeded();
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_changes_nothing()
    {
        await FillAsync();
        var before = await GraphAsync(_folder.Path);
        using var backups = new DataFolder();
        var copy = backups.Combine("copy.db");
        await RunAsync("backup", copy);
        var bytes = await File.ReadAllBytesAsync(copy);
        bytes.AsSpan(bytes.Length / 2).Fill(0xA5);
        await File.WriteAllBytesAsync(copy, bytes);

        Assert.NotEqual(0, (await CommandLine.RunAsync("restore", copy, "--data", _folder.Path)).ExitCode);
        Assert.Equal(before, await GraphAsync(_folder.Path));
    }

    [Fact]
    public async Task Status_counts_what_is_there()
    {
        await FillAsync();
        var status = (await RunAsync("status", "--json")).Output;
        Assert.Contains(_folder.Path, status, StringComparison.Ordinal);
        Assert.Contains("default", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_lists_everything_that_has_a_name()
    {
        var registry = (await RunAsync("registry", "--json")).Output;
        Assert.Contains("GRAPH_001", registry, StringComparison.Ordinal);
        Assert.Contains("create_entities", registry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_exist_is_a_failure_with_a_stable_code()
    {
        await FillAsync();
        var missing = await CommandLine.RunAsync("get", "nobody", "--data", _folder.Path, "--json");

        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("GRAPH_002", missing.Error, StringComparison.Ordinal);
        Assert.Contains("GRAPH_002", missing.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_comes_from_standard_input_too()
    {
        (await CommandLine.RunAsync(["remember", "--lines", "--about", "notes", "--data", _folder.Path], null, "first line\nsecond line\n")).Succeeded();
        Assert.Equal(2, (await RunAsync("get", "notes", "--json")).Json[0]!["observations"]!.AsArray().Count);
    }

    private static List<string> Content(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [File.ReadAllText(path)];

    private async Task FillAsync()
    {
        await RunAsync("remember", "The parser is written by hand.", "--about", "parser", "--from", "2026-01-01", "--meta", "origin=review");
        await RunAsync("remember", "Das Wörterbuch liegt in 小明's Ordner.", "--about", "dictionary");
        await RunAsync("link", "parser", "depends_on", "lexer", "--weight", "0.5");
        await RunAsync("forget", "--id", await RememberAsync("The parser is generated.", "parser"));
    }

    private async Task<string> RememberAsync(string text, string about) =>
        (await RunAsync("remember", text, "--about", about, "--json")).Json[0]!["id"]!.ToJsonString();

    private async Task<CommandLine> RunAsync(params string[] arguments) =>
        (await CommandLine.RunAsync([.. arguments, "--data", _folder.Path])).Succeeded();

    // Every version of every fact, closed ones too.
    private static async Task<string> GraphAsync(string dataFolder)
    {
        var timelines = new JsonArray();
        foreach (var name in (string[])["parser", "dictionary", "lexer"])
        {
            timelines.Add((await CommandLine.RunAsync("timeline", name, "--json", "--data", dataFolder)).Succeeded().Json);
        }

        return timelines.ToJsonString();
    }
}
