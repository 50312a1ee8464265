using System.Text.Json.Nodes;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Care;

public sealed class ReviewCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Each_key_does_what_it_says_and_the_last_step_can_be_undone()
    {
        await FillAsync();

        // merge; undo; nothing more to undo; an unknown key; skip. Then observation, conflict, stale, orphan, tag.
        var output = await WalkAsync("m", "f", "l", "p", "f", "m");

        Assert.Contains("order service and OrderService are probably one (100%)", output, StringComparison.Ordinal);
        Assert.Contains("order service is OrderService now", output, StringComparison.Ordinal);
        Assert.Contains("forgot 1 fact", output, StringComparison.Ordinal);
        Assert.Contains("kept later", output, StringComparison.Ordinal);
        Assert.Contains("pinned 1", output, StringComparison.Ordinal);
        Assert.Contains("forgot bare", output, StringComparison.Ordinal);
        Assert.Contains("facts carry database now", output, StringComparison.Ordinal);
        Assert.Contains("Nothing to put in order.", (await _cli.RunAsync("review")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_is_taken_back_and_asked_about_again_by_the_next_key()
    {
        await OkAsync("remember", "one", "--about", "web");
        await OkAsync("remember", "two", "--about", "Web");
        await OkAsync("remember", "three", "--about", "api");
        await OkAsync("remember", "four", "--about", "API");

        var output = await WalkAsync("m", "x", "u", "u", "d", "q");

        Assert.Contains("restored 1", output, StringComparison.Ordinal);
        Assert.Contains("The last step is none that can be undone.", output, StringComparison.Ordinal);
        Assert.Contains("stay two", output, StringComparison.Ordinal);
        Assert.Equal(1, (int)JsonNode.Parse(await OkAsync("review", "--json"))!["duplicates"]!["entitiesTotal"]!);
    }

    [Fact]
    public async Task The_end_of_input_ends_the_walk()
    {
        await FillAsync();
        Assert.Contains("0 put in order.", (await WalkRawAsync("s\n")).Error, StringComparison.Ordinal);
        Assert.Contains("0 put in order.", (await WalkRawAsync("")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_no_longer_fits_is_told_and_the_walk_goes_on()
    {
        foreach (var name in (string[])["web", "Web", "WEB"]) { await OkAsync("remember", $"about {name}", "--about", name); }

        var output = await WalkAsync("o", "m", "s", "s");

        Assert.Contains("is WEB now", output.Replace("Web now", "WEB now", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(0, output.Length);
    }

    [Fact]
    public async Task Without_a_terminal_it_reports_as_tables_or_as_data()
    {
        await FillAsync();

        var text = await OkAsync("review");
        var data = JsonNode.Parse(await OkAsync("review", "--json"))!;

        foreach (var part in (string[])["Entities that are probably one (1)", "Observations that say the same (1)", "Contradiction", "Facts that may be true no longer", "Orphans (1)", "databse may be database"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }

        Assert.Equal(1, (int)data["duplicates"]!["entitiesTotal"]!);
        Assert.Single(data["conflicts"]!["items"]!.AsArray());
        Assert.Equal("bare", (string)data["orphans"]!["items"]![0]!["name"]!);
        _cli.Terminal = new(true, true, true, 80);
        Assert.Contains("Orphans (1)", await OkAsync("review", "--report"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_of_a_file_are_carried_out_one_by_one()
    {
        await FillAsync();
        var conflict = JsonNode.Parse(await OkAsync("review", "--json"))!["conflicts"]!["items"]![0]!;
        _cli.Input = $$"""
            [
              // what a person may write beside it
              { "action": "merge", "from": "order service", "into": "OrderService" },
              { "action": "merge", "from": "nobody", "into": "OrderService" },
              { "action": "resolve", "earlier": {{conflict["earlierId"]}}, "later": {{conflict["laterId"]}}, "keep": "earlier" },
              { "action": "renameTag", "from": "databse", "into": "database" },
              { "action": "tier", "names": ["OrderService"], "tier": "core" },
              { "action": "pin", "names": ["bare"] },
              { "action": "forget", "names": ["bare"] },
              { "action": "dance" },
              { "action": "undo", "revision": 1 },
            ]
            """;

        var answer = await _cli.RunAsync("review", "--apply", "-", "--json");
        var items = JsonNode.Parse(answer.Output)!.AsArray();

        Assert.Equal(ExitCodes.Failed, answer.ExitCode); // of the first that could not be carried out
        Assert.Equal([true, false, true, true, true, true, true, false, false], items.Select(item => item!["done"] is not null));
        Assert.StartsWith("GRAPH_002", (string)items[1]!["problem"]!, StringComparison.Ordinal);
        Assert.StartsWith("CARE_001", (string)items[7]!["problem"]!, StringComparison.Ordinal);
        Assert.StartsWith("CARE_004", (string)items[8]!["problem"]!, StringComparison.Ordinal);

        var file = Path.Combine(_cli.Home.Path, "undo.json");
        await File.WriteAllTextAsync(file, $$"""[{ "action": "undo", "revision": {{items[0]!["revision"]}} }]""", TestContext.Current.CancellationToken);
        Assert.Contains("done  restored 1", await OkAsync("review", "--apply", file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", ExitCodes.BadUsage)]
    [InlineData("[{}]", ExitCodes.BadUsage)]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    public async Task A_file_that_holds_no_decisions_is_refused_or_does_nothing(string text, int code)
    {
        _cli.Input = text;
        Assert.Equal(code, (await _cli.RunAsync("review", "--apply", "-")).ExitCode);
        Assert.Equal(ExitCodes.BadUsage, (await _cli.RunAsync("review", "--apply", Path.Combine(_cli.Home.Path, "missing.json"))).ExitCode);
    }

    private async Task FillAsync()
    {
        await OkAsync("remember", "Written in Go", "--about", "OrderService", "--tag", "database");
        await OkAsync("remember", "Listens on port 8080", "--about", "order service", "--tag", "databse");
        await OkAsync("remember", "Keeps every receipt for ten years", "--about", "archive");
        await OkAsync("remember", "It keeps the receipts for ten years, every one", "--about", "archive");
        await OkAsync("remember", "uses tabs", "--about", "style");
        await OkAsync("remember", "does not use tabs", "--about", "style");
        await OkAsync("remember", "Was on call", "--about", "Anna", "--to", "2026-02-01");
        _cli.Input = """{"type":"entity","name":"bare","entityType":"t","observations":[]}""";
        var file = Path.Combine(_cli.Home.Path, "memory.jsonl");
        await File.WriteAllTextAsync(file, _cli.Input, TestContext.Current.CancellationToken);
        await OkAsync("import", file);
    }

    private async Task<string> WalkAsync(params string[] keys)
    {
        var answer = await WalkRawAsync(string.Join('\n', keys) + "\n");
        Assert.Equal(0, answer.ExitCode);
        return System.Text.RegularExpressions.Regex.Replace(answer.Output, "\e\\[[0-9]*m", "");
    }

    private async Task<CliAnswer> WalkRawAsync(string input)
    {
        (_cli.Terminal, _cli.Input) = (new(true, true, true, 100), input);
        var answer = await _cli.RunAsync("review");
        _cli.Terminal = Terminal.None;
        return answer;
    }

    private async Task<string> OkAsync(params string[] args)
    {
        var answer = await _cli.RunAsync(args);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', args)}: {answer.Error}");
        return answer.Output;
    }
}
