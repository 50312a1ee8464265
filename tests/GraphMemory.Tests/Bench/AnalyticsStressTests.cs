using System.Text.Json.Nodes;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Bench;

public sealed class AnalyticsStressTests : IDisposable
{
    private readonly CliHarness _cli = new() { Clock = TimeProvider.System };

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Whatever_runs_at_once_every_answer_is_that_of_a_single_thread(string seed)
    {
        var answer = await _cli.RunAsync("bench", "analytics-stress", "--minutes", "5", "--threads", "12", "--steps", "25", "--nodes", "60", "--seed", seed, "--json");
        Assert.True(answer.ExitCode == 0, answer.Output + answer.Error);
        var report = JsonNode.Parse(answer.Output)!;
        Assert.Empty(report["faults"]!.AsArray());
        Assert.True((int)report["rechecked"]! > 0);
        Assert.Equal(12 * 25, report["steps"]!.AsObject().Sum(pair => (long)pair.Value!));
        Assert.Equal((0, 0), ((int)report["runs"]!["running"]!, (int)report["runs"]!["waiting"]!));
    }

    [Fact]
    public async Task The_analysis_of_the_roadmap_is_measured_from_the_snapshot_to_the_answers()
    {
        var answer = await _cli.RunAsync("bench", "analytics-workspace", "--nodes", "300", "--rounds", "2");
        Assert.True(answer.ExitCode == 0, answer.Error);
        foreach (var word in (string[])["snapshot of 300 nodes, 1,485 edges", "louvain", "analysis: p95"]) { Assert.Contains(word, answer.Output, StringComparison.Ordinal); }
    }

    [Fact]
    public async Task Options_that_measure_nothing_are_refused()
    {
        Assert.Equal(2, (await _cli.RunAsync("bench", "analytics-workspace", "--nodes", "1")).ExitCode);
        Assert.Equal(2, (await _cli.RunAsync("bench", "analytics-stress", "--threads", "0")).ExitCode);
        var text = await _cli.RunAsync("bench", "analytics-stress", "--threads", "2", "--steps", "2", "--nodes", "20");
        Assert.Contains("open files", text.Output, StringComparison.Ordinal);
    }
}
