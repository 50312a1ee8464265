using System.Text;
using System.Text.Json;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Server.Cli;
using GraphMemory.Sqlite;

namespace GraphMemory.Tests.Cli;

public sealed class MemoryCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task What_is_remembered_can_be_got()
    {
        var remembered = await DoneAsync("remember", "The nightly build runs in the basement", "--about", "nightly build", "-t", "job", "--tag", "ci");
        var got = await DoneAsync("get", "nightly build");

        Assert.Matches(@"remembered  nightly build  #\d+", remembered.Output);
        Assert.Contains("nightly build  job", got.Output, StringComparison.Ordinal);
        Assert.Matches(@"#\d+  The nightly build runs in the basement +2026-03-01", got.Output);
    }

    [Fact]
    public async Task The_same_statement_is_known_already()
    {
        await DoneAsync("remember", "It is so", "-a", "it");

        Assert.Contains("known already", (await DoneAsync("remember", "It is so", "-a", "it")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_carries_every_circumstance()
    {
        await DoneAsync("remember", "Anna leads the team", "-a", "Anna", "-t", "person", "--from", "2026-01-01T00:00Z", "--to", "2026-02-01T00:00Z", "--denied",
            "--confidence", "0.5", "--tag", "b", "--tag", "a", "--meta", "k=v", "--meta", "bare", "--session", "s", "--file", "f", "--commit", "c", "--url", "u");

        var entity = Json(await DoneAsync("get", "Anna", "--json"))[0];
        var fact = entity.GetProperty("observations")[0];

        Assert.Equal(("Anna", "person"), (entity.GetProperty("name").GetString(), entity.GetProperty("type").GetString()));
        Assert.Equal("observation", fact.GetProperty("kind").GetString());
        Assert.Equal("denied", fact.GetProperty("polarity").GetString());
        Assert.Equal("2026-01-01T00:00:00.000Z", fact.GetProperty("validFrom").GetString());
        Assert.Equal("2026-02-01T00:00:00.000Z", fact.GetProperty("validTo").GetString());
        Assert.Equal("2026-03-01T12:00:00.000Z", fact.GetProperty("recordedAt").GetString());
        Assert.Equal(0.5, fact.GetProperty("confidence").GetDouble());
        Assert.Equal(["a", "b"], fact.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!).Order());
        Assert.Equal("v", fact.GetProperty("metadata").GetProperty("k").GetString());
        Assert.Equal("", fact.GetProperty("metadata").GetProperty("bare").GetString());
        Assert.Equal("cli s f c u", string.Join(' ', fact.GetProperty("provenance").EnumerateObject().Select(part => part.Value.GetString())));
    }

    [Fact]
    public async Task Piped_text_is_remembered_as_one_or_line_by_line()
    {
        _cli.Input = "first line\n\nsecond line\n";

        Assert.Single(Json(await DoneAsync("remember", "--about", "log", "--json")).EnumerateArray());
        Assert.Equal(2, Json(await DoneAsync("remember", "-", "--about", "log", "--lines", "--json")).GetArrayLength());
    }

    [Fact]
    public async Task Nothing_to_remember_is_bad_usage()
    {
        Assert.Equal(2, (await _cli.RunAsync("remember")).ExitCode);
        _cli.Terminal = new Terminal(true, false, false, 80);
        var asked = await _cli.RunAsync("remember");

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("CLI_002", asked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_input_is_summed_up()
    {
        _cli.Input = string.Join('\n', Enumerable.Range(0, 25).Select(i => $"line number {i}"));

        Assert.Contains("... 25 in all, 25 of them new", (await DoneAsync("remember", "--about", "log", "--lines")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linked_entities_show_the_relation_from_both_ends()
    {
        await DoneAsync("link", "parser", "depends_on", "lexer", "--weight", "0.5");

        Assert.Contains("depends_on → lexer", (await DoneAsync("get", "parser")).Output, StringComparison.Ordinal);
        Assert.Contains("← depends_on parser", (await DoneAsync("get", "lexer")).Output, StringComparison.Ordinal);
        var incoming = Json(await DoneAsync("get", "lexer", "--json"))[0].GetProperty("incomingRelations")[0];
        Assert.Equal(0.5, incoming.GetProperty("weight").GetDouble());
        Assert.Equal("relation", incoming.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_functional_relation_shows_its_conflict_and_a_decision_ends_it()
    {
        await DoneAsync("link", "repo", "default_branch", "master", "--functional");
        var second = await DoneAsync("link", "repo", "default_branch", "main");
        var listed = await DoneAsync("conflicts");
        var conflict = Json(await DoneAsync("conflicts", "--json"))[0];
        var (earlier, later) = (IdOf(conflict, "earlier"), IdOf(conflict, "later"));

        Assert.Contains($"contradicts #{earlier}", second.Error, StringComparison.Ordinal);
        Assert.Contains("repo has one default_branch at a time", listed.Output, StringComparison.Ordinal);
        Assert.Contains($"graphmemory conflicts resolve {earlier} {later} --keep later", listed.Output, StringComparison.Ordinal);

        Assert.Contains("later kept", (await DoneAsync("conflicts", "resolve", earlier, later, "--keep", "later")).Output, StringComparison.Ordinal);
        Assert.Contains("No conflicts.", (await DoneAsync("conflicts")).Error, StringComparison.Ordinal);
        Assert.Contains("resolved", (await DoneAsync("conflicts", "--all")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await _cli.RunAsync("conflicts", "resolve", earlier, later, "--keep", "both")).ExitCode);
    }

    [Theory]
    [InlineData("earlier", "master")]
    [InlineData("neither", null)]
    [InlineData("both", "main")]
    public async Task A_conflict_can_be_decided_either_way(string keep, string? stands)
    {
        await DoneAsync("link", "repo", "default_branch", "master", "--functional");
        await DoneAsync("link", "repo", "default_branch", "main");
        var conflict = Json(await DoneAsync("conflicts", "--json"))[0];

        await DoneAsync("conflicts", "resolve", IdOf(conflict, "earlier"), IdOf(conflict, "later"), "--keep", keep);

        var got = (await DoneAsync("get", "repo")).Output;
        if (stands is null) { Assert.DoesNotContain("default_branch", got, StringComparison.Ordinal); }
        else { Assert.Contains($"default_branch → {stands}", got, StringComparison.Ordinal); }
    }

    [Fact]
    public async Task The_past_can_be_asked_for()
    {
        await DoneAsync("link", "repo", "default_branch", "master", "--functional", "--to", "2026-02-01T00:00Z");
        await DoneAsync("link", "repo", "default_branch", "main", "--from", "2026-02-01T00:00Z");

        Assert.Contains("→ master", (await DoneAsync("get", "repo", "--valid-at", "2026-01-15")).Output, StringComparison.Ordinal);
        var now = (await DoneAsync("get", "repo", "--valid-at", "now", "--known-at", "now")).Output;
        Assert.Contains("→ main", now, StringComparison.Ordinal);
        Assert.Contains("since 2026-02-01", now, StringComparison.Ordinal);
        Assert.DoesNotContain("→ master", now, StringComparison.Ordinal);
        Assert.DoesNotContain("→ main", (await DoneAsync("get", "repo", "--known-at", "1d")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_is_none_is_bad_usage()
    {
        Assert.Equal(2, (await _cli.RunAsync("get", "x", "--valid-at", "yesterdayish")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("get", "x", "--known-at", "soon")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("remember", "x", "--from", "then")).ExitCode);
        var answer = await _cli.RunAsync("link", "a", "b", "c", "--to", "later");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--to", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_forgotten_stays_in_the_timeline()
    {
        var id = Json(await DoneAsync("remember", "old news", "-a", "paper", "--to", "2026-01-01", "--json"))[0].GetProperty("id").GetInt64();
        _cli.Time.Advance(TimeSpan.FromDays(2));

        Assert.Contains("forgot 1 fact;", (await DoneAsync("forget", "--id", $"{id}")).Output, StringComparison.Ordinal);
        Assert.Matches($@"2026-03-01  2026-03-03  old news  until 2026-01-01  #{id}", (await DoneAsync("timeline", "paper")).Output);
        Assert.True(Json(await DoneAsync("timeline", "paper", "--json"))[0].TryGetProperty("supersededAt", out _));
        Assert.Equal(1, (await _cli.RunAsync("forget", "--id", $"{id}")).ExitCode);
    }

    [Fact]
    public async Task Purging_needs_a_yes_and_leaves_nothing()
    {
        await DoneAsync("remember", "a secret", "-a", "vault");

        var refused = await _cli.RunAsync("purge", "vault");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("CLI_003", refused.Error, StringComparison.Ordinal);

        _cli.Terminal = new Terminal(true, false, false, 80);
        _cli.Input = "no\n";
        Assert.Equal(2, (await _cli.RunAsync("purge", "vault")).ExitCode);
        _cli.Input = "yes\n";
        Assert.Contains("erased 1 fact for good", (await DoneAsync("purge", "vault")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await _cli.RunAsync("timeline", "vault")).ExitCode);
        Assert.Equal(1, (await _cli.RunAsync("purge", "vault", "--yes")).ExitCode);
    }

    [Fact]
    public async Task What_was_purged_is_gone_from_every_file_when_the_command_ends()
    {
        await DoneAsync("remember", "The password is xylophone", "-a", "vault");
        using (var store = SqliteGraphStore.Open(new DataFolder(_cli.DataFolder), _cli.Time).Value)
        {
            var recall = new Recall(store, _cli.Time, store.Folder.IndexPath, new IndexOptions());
            Assert.True(recall.CompactStep(store.FindWorkspace(Workspace.DefaultName)!.Id, force: true));
        }

        Assert.NotEmpty(FilesWith("xylophon", "index"));
        await DoneAsync("purge", "vault", "--yes");

        Assert.Empty(FilesWith("xylophon", ""));
    }

    [Fact]
    public async Task Workspaces_are_separate_and_a_mistyped_one_is_not_made()
    {
        await DoneAsync("remember", "only here", "-a", "thing", "-w", "projects");

        Assert.Equal(1, (await _cli.RunAsync("get", "thing")).ExitCode);
        var mistyped = await _cli.RunAsync("get", "thing", "-w", "project");
        Assert.Equal(1, mistyped.ExitCode);
        Assert.Contains("Did you mean projects?", mistyped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\"project\"", (await DoneAsync("status", "--json")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bound_of_the_configuration_holds_for_commands()
    {
        var answer = await _cli.RunAsync("remember", new string('x', 300), "--set", "limits.text_length_max=256");

        Assert.NotEqual(0, answer.ExitCode);
        Assert.Contains("GRAPH_", answer.Error, StringComparison.Ordinal);
    }

    private async Task<CliAnswer> DoneAsync(params string[] args)
    {
        var answer = await _cli.RunAsync(args);
        Assert.True(answer.ExitCode == 0, answer.Error);
        return answer;
    }

    private static JsonElement Json(CliAnswer answer) => JsonDocument.Parse(answer.Output).RootElement;

    private static string IdOf(JsonElement conflict, string side) => conflict.GetProperty(side).GetProperty("id").GetRawText();

    private List<string> FilesWith(string text, string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(_cli.DataFolder, folder), "*", SearchOption.AllDirectories)
            .Where(path => File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];
}
