using System.Text.Json;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Bench;

public sealed class AnalyticsBenchTests : IDisposable
{
    private readonly CliHarness _cli = new() { Clock = TimeProvider.System };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Each_request_is_answered_by_a_line_and_the_scores_of_the_last_algorithm_are_written()
    {
        var (graph, scores) = (_cli.Home.File("star.wel", "0 1 2\n0 2 2\n0 3 1\n"), Path.Combine(_cli.Home.Path, "scores.csv"));
        var answers = await AskAsync($"load\tstar\t{graph}\tweighted", $"run\tstar\tdegree,degree\t{scores}");
        Assert.Equal((4, 3), (answers[0].GetProperty("nodes").GetInt32(), answers[0].GetProperty("edges").GetInt32()));
        Assert.True(answers[0].GetProperty("graphMb").GetDouble() > 0);
        Assert.True(answers[1].GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(["node,degree", "0,1", "1,0.3333333333333333", "2,0.3333333333333333", "3,0.3333333333333333"], await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_the_next_request_is_taken()
    {
        var graph = _cli.Home.File("edge.el", "0 1\n");
        var answers = await AskAsync("nonsense", "run\tmissing\tdegree\t", $"load\tg\t{graph}.gone.el", $"load\tg\t{_cli.Home.File("a.png", "")}", $"load\tg\t{graph}", "run\tg\tdegre\t", "run\tg\tdegree\t\tsize=3", "run\tg\tdegree\t");
        string[] codes = ["BENCH_001", "BENCH_001", "BENCH_001", "ANALYTICS_", "", "ANALYTICS_001", "ANALYTICS_002", ""];
        Assert.Equal(codes.Length, answers.Length);
        Assert.All(codes.Zip(answers), pair => Assert.StartsWith(pair.First, pair.Second.TryGetProperty("problem", out var problem) ? problem.GetString() : "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_of_threads_that_cannot_be_is_refused()
    {
        var answer = await _cli.RunAsync("bench", "analytics", "--threads", "0");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--threads", answer.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement[]> AskAsync(params string[] requests)
    {
        _cli.Input = string.Join('\n', requests);
        var answer = await _cli.RunAsync("bench", "analytics");
        Assert.Equal(0, answer.ExitCode);
        return [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }
}
