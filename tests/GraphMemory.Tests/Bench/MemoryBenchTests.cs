using System.Text.Json;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Server.Bench;
using GraphMemory.Server.Bench.Memory;
using GraphMemory.Server.Cli;
using GraphMemory.Tests.Cli;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Bench;

public sealed class MemoryBenchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 5)]
    [InlineData(95, 10)]
    [InlineData(100, 10)]
    public void Percentiles_are_values_that_were_measured(double percent, double expected) =>
        Assert.Equal(expected, Percentiles.Of([3, 1, 2, 5, 4, 10, 9, 8, 7, 6]).At(percent));

    [Fact]
    public void Without_a_measurement_there_is_no_percentile() => Assert.Equal(0, Percentiles.Of([]).At(50));

    [Fact]
    public void The_same_seed_makes_the_same_memory_with_the_promised_shape()
    {
        var (first, second) = (new SyntheticMemory(7), new SyntheticMemory(7));

        var (observations, links) = first.Next(4_000);
        var again = second.Next(4_000);

        Assert.Equal(observations.Select(item => item.Text), again.Observations.Select(item => item.Text));
        Assert.Equal(links.Select(link => (link.From, link.To, link.Type)), again.Links.Select(link => (link.From, link.To, link.Type)));
        Assert.Equal(4_000, observations.Select(item => item.About).Distinct().Count());
        Assert.InRange(observations.Count / 4_000.0, 1.4, 1.6);
        Assert.InRange(links.Count / 4_000.0, 1.4, 1.6);
        Assert.All(links, link => Assert.NotEqual(link.From, link.To));
        Assert.Equal(600, first.Questions(600).Distinct().Count());
    }

    [Fact]
    public async Task Everything_made_up_is_stored()
    {
        using var memory = new MemoryFixture();
        var ingest = new Ingest(memory.Commands, TimeProvider.System, new Progress<WorkProgress>());

        var report = (await ingest.RunAsync(memory.Workspace, new SyntheticMemory(1), 5_000, Token)).Value;

        var counts = memory.Store.Read(memory.Workspace, read => read.Counts());
        Assert.Equal(5_000, counts.Entities);
        Assert.Equal((counts.Observations, counts.Relations), (report.Observations, report.Relations));
    }

    [Fact]
    public async Task Single_writes_are_measured_beside_the_bare_disk()
    {
        using var memory = new MemoryFixture();
        using var folder = new TestFolder();
        var made = new SyntheticMemory(1);
        made.Next(10);

        var report = (await new DurableWrites(memory.Commands, TimeProvider.System).RunAsync(memory.Workspace, made, folder.Path, Token)).Value;

        Assert.Equal((300, 300, 300), (report.Write.Count, report.OneFsync.Count, report.TwoFsyncs.Count));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_question_that_fails_ends_the_measurement()
    {
        var broken = GraphProblems.WorkspaceNotFound.With("gone");
        var timing = new RecallTiming(TimeProvider.System, (_, _) => new RecallResult([], 0), (_, _) => (Result<ContextResult>)broken);

        Assert.Equal(broken, timing.Run(1, ["a"]).Problem);
    }

    [Fact]
    public async Task A_whole_run_builds_the_memory_starts_the_binary_and_reports_every_measure()
    {
        using var cli = Measuring();
        var kept = Path.Combine(cli.Home.Path, "kept");

        var answer = await cli.RunAsync("bench", "memory", "--nodes", "500", "--seed", "3", "--keep", kept, "--json");

        Assert.True(answer.ExitCode == 0, answer.Error);
        var report = JsonSerializer.Deserialize(answer.Output, BenchJsonContext.Default.MemoryReport)!;
        Assert.Equal((500, 3), (report.Nodes, report.Seed));
        Assert.InRange(report.Ingest.Observations, 600, 900);
        Assert.Equal((7, 600), (report.ColdStart.Runs, report.ColdStart.RecallOverStdio.Count));
        Assert.Equal((600, 600, 600), (report.Recall.FirstTouch.Count, report.Recall.Warm.Count, report.Recall.Context.Count));
        Assert.True(report.ColdStart is { ResidentMbIdle: > 0, ResidentMbFirstRecall: > 0, ResidentMbAllRecalls: > 0 });
        Assert.True(report.Size.DatabaseMb > 0);
        Assert.True(Directory.Exists(kept));
    }

    [Fact]
    public async Task The_table_for_people_shows_each_measure_and_nothing_is_left_behind()
    {
        using var cli = Measuring();

        var answer = await cli.RunAsync("bench", "memory", "--nodes", "20");

        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Equal(17, answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("cold start to first recall", answer.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.DataFolder));
    }

    [Fact]
    public async Task A_binary_that_is_no_memory_is_told_as_a_failure_of_the_child()
    {
        using var folder = new TestFolder();
        var program = folder.File("listens-once", "#!/bin/sh\nread request\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var fault = await Assert.ThrowsAsync<IOException>(() => McpChild.StartAsync(program, folder.Path, Token));

        Assert.Contains("ended before it answered initialize", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nodes", "9")]
    [InlineData("--keep", ".")]
    public async Task Options_that_cannot_work_are_bad_usage(string option, string value)
    {
        using var cli = new CliHarness();
        cli.Home.File("taken", "");
        string[] nodes = option == "--nodes" ? [] : ["--nodes", "10"];

        var answer = await cli.RunAsync(["bench", "memory", option, value == "." ? cli.Home.Path : value, .. nodes]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(option, answer.Error, StringComparison.Ordinal);
    }

    // The binary built beside these tests is started for the cold start; its time is the real one.
    private static CliHarness Measuring() => new()
    {
        Executable = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "graphmemory.exe" : "graphmemory"),
        Clock = TimeProvider.System,
    };
}
