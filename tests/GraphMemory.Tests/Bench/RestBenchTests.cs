using System.Text.Json;
using GraphMemory.Server.Bench.Rest;
using GraphMemory.Tests.Cli;

namespace GraphMemory.Tests.Bench;

public sealed class RestBenchTests
{
    [Fact]
    public async Task A_run_reports_every_load_without_an_error()
    {
        using var cli = Measuring();

        var answer = await cli.RunAsync("bench", "rest", "--nodes", "50", "--connections", "4", "--seconds", "1", "--json");
        var report = JsonSerializer.Deserialize(answer.Output, RestBenchJson.Default.RestReport)!;

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Equal(7, report.Loads.Length);
        Assert.All(report.Loads, load => Assert.Equal((0, true), (load.Errors, load.RequestsPerSecond > 0)));
        Assert.True(report.EventsPerSecond > 0);
        Assert.Equal((4, 0), (report.Attack.Attackers, report.Attack.Served));
        Assert.True(report.Attack.Sent > 0);
    }

    [Theory]
    [InlineData("--nodes", "9")]
    [InlineData("--connections", "0")]
    [InlineData("--seconds", "0")]
    public async Task Options_that_cannot_work_are_bad_usage(string option, string value)
    {
        using var cli = new CliHarness();
        string[] nodes = option == "--nodes" ? [] : ["--nodes", "10"];

        Assert.Equal(2, (await cli.RunAsync(["bench", "rest", option, value, .. nodes])).ExitCode);
    }

    private static CliHarness Measuring() => new()
    {
        Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "graphmemory.exe" : "graphmemory"),
        Clock = TimeProvider.System,
    };
}
