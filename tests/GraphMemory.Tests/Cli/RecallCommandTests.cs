using System.Text.Json;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Tests.Cli;

public sealed class RecallCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_best_fact_comes_first_with_score_entity_text_date_and_id()
    {
        await FillAsync();

        var answer = await _cli.RunAsync("recall", "where", "does", "the", "nightly", "build", "run");

        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"^ *\d+\.\d\d +nightly build +It runs on the machine in the basement +2026-03-01 +#\d+", answer.Output);
    }

    [Fact]
    public async Task JSON_carries_fact_and_proof()
    {
        await FillAsync();

        var item = JsonDocument.Parse((await _cli.RunAsync("recall", "basement", "--json")).Output).RootElement.GetProperty("items")[0];

        Assert.Equal("It runs on the machine in the basement", item.GetProperty("fact").GetProperty("text").GetString());
        Assert.True(item.GetProperty("proof").GetProperty("text").GetDouble() > 0);
    }

    [Fact]
    public async Task Filters_narrow_the_answer()
    {
        await FillAsync();

        Assert.Contains("parser", (await _cli.RunAsync("recall", "machine", "--about", "parser", "--type", "component", "--since", "1d", "--valid-at", "now")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("basement", (await _cli.RunAsync("recall", "machine", "--tag", "compiler")).Output, StringComparison.Ordinal);
        var none = await _cli.RunAsync("recall", "machine", "--session", "another", "--until", "2020-01-01");
        Assert.Equal(0, none.ExitCode);
        Assert.Contains("Nothing is remembered about this.", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_can_be_shown()
    {
        await FillAsync();

        Assert.Contains("text ", (await _cli.RunAsync("recall", "basement", "--explain")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_questions_are_bad_usage()
    {
        Assert.Equal(2, (await _cli.RunAsync("recall", "x", "--limit", "0")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("recall", "x", "--since", "whenever")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("context", "x", "--until", "whenever")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("context", "x", "--budget", "1")).ExitCode);
    }

    [Fact]
    public async Task Context_fits_its_budget()
    {
        await FillAsync();

        var text = await _cli.RunAsync("context", "nightly build machine", "--budget", "200");
        var json = JsonDocument.Parse((await _cli.RunAsync("context", "nightly build machine", "--budget", "200", "--json")).Output).RootElement;

        Assert.Contains("basement", text.Output, StringComparison.Ordinal);
        Assert.Contains("of 200 tokens", text.Error, StringComparison.Ordinal);
        Assert.InRange(TokenEstimate.Of(json.GetProperty("text").GetString()), 1, 200);
    }

    private async Task FillAsync()
    {
        await _cli.RunAsync("remember", "It runs on the machine in the basement", "-a", "nightly build", "-t", "job", "--tag", "ci");
        await _cli.RunAsync("remember", "It is a state machine written by hand", "-a", "parser", "-t", "component", "--tag", "compiler");
    }
}
