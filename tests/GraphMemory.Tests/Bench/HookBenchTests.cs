using System.Text.Json;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Bench;

public sealed class HookBenchTests
{
    [Fact]
    public async Task It_measures_whole_processes_that_answer()
    {
        using var cli = Measuring("graphmemory");
        var answer = await cli.RunAsync("bench", "hook", "--nodes", "30", "--runs", "2", "--tail", "5", "--json");

        Assert.True(answer.ExitCode == 0, answer.Error);
        var report = JsonDocument.Parse(answer.Output).RootElement;
        Assert.True(report.GetProperty("tailEvents").GetInt64() > 5);
        Assert.All(["sessionStart", "prompt"], name =>
        {
            var timing = report.GetProperty(name);
            Assert.Equal((2, 2), (timing.GetProperty("count").GetInt32(), timing.GetProperty("answeredCount").GetInt32()));
            Assert.True(timing.GetProperty("p50Ms").GetDouble() > 0);
        });
    }

    [Fact]
    public async Task A_child_that_fails_is_told()
    {
        using var cli = Measuring("graphmemory");
        var program = cli.Home.File("fails", "#!/bin/sh\ncat >/dev/null\nexit 3\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        cli.Executable = program;

        var answer = await cli.RunAsync("bench", "hook", "--nodes", "10", "--runs", "1");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("ended with exit code 3", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_for_people_shows_both_events()
    {
        using var cli = Measuring("graphmemory");
        var answer = await cli.RunAsync("bench", "hook", "--nodes", "20", "--runs", "1");

        Assert.Matches("session-start, p50 / p95 / max +[0-9.]+ / [0-9.]+ / [0-9.]+ ms", answer.Output);
        Assert.Matches("prompt, p50 / p95 / max", answer.Output);
    }

    private static CliHarness Measuring(string name) => new() { Executable = Path.Combine(AppContext.BaseDirectory, name), Clock = TimeProvider.System };
}
