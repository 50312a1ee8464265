using System.Text.Json.Nodes;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Care;

public sealed class CareCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Duplicates_are_shown_merged_and_taken_back()
    {
        await OkAsync("remember", "Written in Go", "--about", "OrderService", "--type", "service");
        await OkAsync("remember", "Listens on port 8080", "--about", "order service", "--type", "service");
        await OkAsync("remember", "The service writes its events to the orders topic", "--about", "OrderService");
        await OkAsync("remember", "the service is writing the events to its orders topic", "--about", "OrderService");

        var shown = await OkAsync("care", "duplicates");
        var data = JsonNode.Parse(await OkAsync("care", "duplicates", "--json"))!;
        Assert.Contains("the names differ in case", shown, StringComparison.Ordinal);
        Assert.Contains("Observations that say the same (1)", shown, StringComparison.Ordinal);
        Assert.Equal(("exact", "OrderService", 1), ((string)data["entities"]![0]!["kind"]!, (string)data["entities"]![0]!["keep"]!["name"]!, (int)data["observationsTotal"]!));

        Assert.Contains("is OrderService now: 1 facts moved", await OkAsync("merge", "order service", "OrderService"), StringComparison.Ordinal);
        Assert.Contains("already", await OkAsync("merge", "order service", "OrderService"), StringComparison.Ordinal);
        Assert.Contains("Listens on port 8080", await OkAsync("get", "order service"), StringComparison.Ordinal);
        var history = JsonNode.Parse(await OkAsync("care", "history", "--json"))!["items"]![0]!;
        Assert.Equal(("merge", "order service", "OrderService", false), ((string)history["kind"]!, (string)history["from"]!, (string)history["into"]!, (bool)history["undone"]!));
        Assert.Contains("undone: 1 facts stand again", await OkAsync("unmerge", "order service"), StringComparison.Ordinal);
        Assert.Contains("undone already", await OkAsync("care", "undo", history["id"]!.ToString()), StringComparison.Ordinal);
        Assert.Contains("undone", await OkAsync("care", "history"), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, (await _cli.RunAsync("unmerge", "OrderService")).ExitCode);
    }

    [Fact]
    public async Task An_empty_memory_has_nothing_to_put_in_order()
    {
        foreach (var (args, said) in (((string, string)[])[
            ("care duplicates", "No duplicates."), ("care orphans", "No orphans."), ("care stale", "Nothing is stale."), ("care history", "Nothing was merged"), ("review", "Nothing to put in order.")]))
        {
            var answer = await _cli.RunAsync(args.Split(' '));
            Assert.Equal(0, answer.ExitCode);
            Assert.Contains(said, answer.Error, StringComparison.Ordinal);
        }

        Assert.Contains("core 0  working 0", await OkAsync("care", "tiers"), StringComparison.Ordinal);
        Assert.Contains("0 of 0 observations have no tag", await OkAsync("care", "tags"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orphans_stale_facts_and_tags_are_shown()
    {
        var there = Path.Combine(_cli.Home.Path, "there.cs");
        await File.WriteAllTextAsync(there, "", TestContext.Current.CancellationToken);
        await OkAsync("remember", "Reads the file", "--about", "parser", "--file", "gone.cs", "--tag", "database");
        await OkAsync("remember", "Reads another file", "--about", "parser", "--file", "there.cs", "--tag", "databse");
        await OkAsync("remember", "Reads what lies elsewhere", "--about", "parser", "--file", "no/such/folder/x.cs", "--tag", "database");
        await OkAsync("link", "parser", "uses", "lexer");

        Assert.Contains("lexer", await OkAsync("care", "orphans"), StringComparison.Ordinal);
        Assert.Equal(1, (int)JsonNode.Parse(await OkAsync("care", "orphans", "--json"))!["total"]!);
        Assert.Contains("its file is gone", await OkAsync("care", "stale", "--root", _cli.Home.Path), StringComparison.Ordinal);
        var stale = JsonNode.Parse(await OkAsync("care", "stale", "--root", _cli.Home.Path, "--json"))!;
        Assert.Equal((1, "fileGone"), ((int)stale["total"]!, (string)stale["items"]![0]!["reason"]!));
        Assert.Contains("databse may be database", await OkAsync("care", "tags"), StringComparison.Ordinal);
        Assert.Contains("1 facts carry database now", await OkAsync("care", "tags", "rename", "databse", "database"), StringComparison.Ordinal);
        Assert.Contains("no fact has this tag", await OkAsync("care", "tags", "rename", "databse", "database"), StringComparison.Ordinal);
        Assert.Equal("[]", JsonNode.Parse(await OkAsync("care", "tags", "--json"))!["near"]!.ToJsonString());
    }

    [Fact]
    public async Task Marks_are_set_shown_and_change_what_is_recalled()
    {
        await OkAsync("remember", "The sprint ended well", "--about", "sprint 12");
        await OkAsync("remember", "The release starts at noon", "--about", "release");
        Assert.Contains("pinned: 1", await OkAsync("pin", "release"), StringComparison.Ordinal);
        Assert.Contains("in archive now: 1", await OkAsync("tier", "archive", "sprint 12"), StringComparison.Ordinal);
        Assert.Contains("in working now: 1", await OkAsync("tier", "working", "--id", "4", "--expires", "30d"), StringComparison.Ordinal);

        Assert.DoesNotContain("sprint", await OkAsync("recall", "sprint ended"), StringComparison.Ordinal);
        Assert.Contains("sprint", await OkAsync("recall", "sprint ended", "--tier", "archive"), StringComparison.Ordinal);
        var tiers = JsonNode.Parse(await OkAsync("care", "tiers", "--json"))!;
        Assert.Equal((1, 1, 1), ((int)tiers["archive"]!, (int)tiers["pinned"]!, (int)tiers["working"]!));
        Assert.Equal("2026-03-31T12:00:00.000Z", (string)tiers["marked"]![0]!["expiresAt"]!);
        Assert.Contains("2026-03-31", await OkAsync("care", "tiers"), StringComparison.Ordinal);
        Assert.Contains("unpinned: 1", await OkAsync("unpin", "release"), StringComparison.Ordinal);
        await OkAsync("tier", "working", "--id", "4", "--expires", "never");
        Assert.Equal(0, (int)JsonNode.Parse(await OkAsync("care", "tiers", "--json"))!["expiring"]!);
        await OkAsync("tier", "core", "release", "--expires", "2027-01-01");

        Assert.Equal(ExitCodes.Failed, (await _cli.RunAsync("pin", "nobody")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("pin")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("tier", "attic", "release")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("tier", "core", "release", "--expires", "soon")).ExitCode);
    }

    [Fact]
    public async Task A_rule_closes_only_what_was_shown_and_it_comes_back()
    {
        await OkAsync("remember", "old thought", "--about", "x", "--tag", "scratch");
        await OkAsync("remember", "old relation", "--about", "y");
        _cli.Time.Advance(TimeSpan.FromDays(100));
        await OkAsync("remember", "new thought", "--about", "x", "--tag", "scratch");

        var dry = await _cli.RunAsync("forget", "--older-than", "90d", "--tag", "scratch", "--dry-run");
        var plan = (string)JsonNode.Parse(await OkAsync("forget", "--older-than", "90d", "--tag", "scratch", "--dry-run", "--json"))!["plan"]!;
        Assert.Contains("old thought", dry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("new thought", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was.", dry.Output, StringComparison.Ordinal);
        Assert.Contains($"--plan {plan}", dry.Error, StringComparison.Ordinal);

        _cli.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "--older-than", "90d", "--tag", "scratch")).ExitCode);
        Assert.Equal(ExitCodes.Failed, (await _cli.RunAsync("forget", "--older-than", "90d", "--plan", plan)).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "--older-than", "90d", "--plan", "mine")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "x", "--older-than", "90d", "--plan", plan)).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "--dry-run")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "--below-confidence", "3", "--dry-run")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("forget", "--older-than", "ages", "--dry-run")).ExitCode);
        var done = await OkAsync("forget", "--older-than", "90d", "--tag", "scratch", "--plan", plan);

        Assert.Contains("forgot 1 facts", done, StringComparison.Ordinal);
        Assert.DoesNotContain("old thought", await OkAsync("get", "x"), StringComparison.Ordinal);
        Assert.Contains("No fact meets the rule", (await _cli.RunAsync("forget", "--older-than", "90d", "--tag", "scratch", "--dry-run")).Error, StringComparison.Ordinal);
        var id = (long)JsonNode.Parse(await OkAsync("care", "history", "--json"))!["items"]![0]!["id"]!;
        await OkAsync("care", "undo", $"{id}");
        Assert.Contains("old thought", await OkAsync("get", "x"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_not_undone_after_its_time()
    {
        await OkAsync("remember", "a thought", "--about", "x", "--tag", "scratch");
        var plan = (string)JsonNode.Parse(await OkAsync("forget", "--tag", "scratch", "--dry-run", "--json"))!["plan"]!;
        var id = (long)JsonNode.Parse(await OkAsync("forget", "--tag", "scratch", "--plan", plan, "--json"))!["revision"]!;
        _cli.Time.Advance(TimeSpan.FromDays(91));

        Assert.Contains("CARE_006", (await _cli.RunAsync("care", "undo", $"{id}")).Error, StringComparison.Ordinal);
        await OkAsync("care", "undo", $"{id}", "--set", "care.undo_days=0");
    }

    [Theory]
    [InlineData("--threshold", "2")]
    [InlineData("--threshold", "-1")]
    public async Task Bad_shares_are_refused(params string[] args)
    {
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync(["care", "duplicates", .. args])).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync(["review", .. args])).ExitCode);
    }

    private async Task<string> OkAsync(params string[] args)
    {
        var answer = await _cli.RunAsync(args);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', args)}: {answer.Error}");
        return answer.Output;
    }
}
