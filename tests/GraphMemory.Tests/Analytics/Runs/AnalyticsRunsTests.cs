using System.Collections.Immutable;
using GraphMemory.Engine.Analytics;
using GraphMemory.Engine.Analytics.Filters;
using GraphMemory.Engine.Analytics.Parameters;
using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Registries;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Analytics.Runs;

public sealed class AnalyticsRunsTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly Held _held = new();
    private readonly AnalyticsRuns _runs;

    public AnalyticsRunsTests()
    {
        _runs = new AnalyticsRuns(
            _memory.Store, new RunOptions { RunsAtOnceMax = 1, QueueMax = 1 }, _memory.Clock, new Registry<IGraphAlgorithm>("algorithms", [.. GraphAlgorithms.All.Items, _held, new Small(), new Broken()]));
        _memory.Link("a", "uses", "b");
        _memory.Link("a", "uses", "c");
    }

    public void Dispose()
    {
        _held.Free.Set();
        _runs.Dispose();
        _memory.Dispose();
    }

    [Fact]
    public async Task A_report_tells_names_the_state_and_how_far_ahead_the_first_is()
    {
        var report = (await RunAsync("degree")).Value;
        Assert.Equal((3, 2, true, _memory.HeadSeq, false), (report.NodeCount, report.EdgeCount, report.IsDirected, report.Seq, report.IsCacheHit));
        Assert.Equal([("a", 1.0), ("b", 0.5), ("c", 0.5)], report.Nodes.Select(node => (node.Name, node.Value)));
        Assert.Equal("a has the highest degree, 1, 2 times that of b, the next.", report.Findings[0]);
        Assert.Equal(new ValueStatistics(3, 2.0 / 3, 0.5, Math.Sqrt(1.0 / 18), 0.5, 1), report.Statistics! with { Deviation = Math.Sqrt(1.0 / 18) });
        Assert.Equal(Math.Sqrt(1.0 / 18), report.Statistics!.Deviation, 12);
    }

    [Fact]
    public async Task The_same_question_about_the_same_state_is_answered_from_what_was_kept()
    {
        Assert.False((await RunAsync("degree")).Value.IsCacheHit);
        Assert.True((await RunAsync("degree")).Value.IsCacheHit);
        Assert.False((await RunAsync("degree", filter: new GraphFilter { RelationTypes = ["uses"] })).Value.IsCacheHit);
        _memory.Link("b", "uses", "c");
        var after = (await RunAsync("degree")).Value;
        Assert.Equal((false, 3), (after.IsCacheHit, after.EdgeCount));
        _runs.Forget(_memory.Workspace);
        Assert.False((await RunAsync("degree")).Value.IsCacheHit);
        Assert.Equal(1, _runs.Counts.CacheHits);
    }

    [Fact]
    public async Task Unknown_names_bad_parameters_and_graphs_beyond_a_bound_are_refused_before_anything_runs()
    {
        var unknown = (await RunAsync("degre")).Problem!;
        Assert.Equal((AnalyticsProblems.UnknownAlgorithm, "Did you mean degree?"), (unknown.Code, unknown.Fields[0].Fix));
        Assert.Equal(AnalyticsProblems.Parameters, (await RunAsync("degree", given: ["depth", "3"])).Problem!.Code);
        Assert.Equal(AnalyticsProblems.TooLarge, (await RunAsync("small")).Problem!.Code);
        Assert.Equal(AnalyticsProblems.FailedCheck, (await RunAsync("broken")).Problem!.Code);
        Assert.Equal(0, _runs.Counts.Computed);
    }

    [Fact]
    public async Task Who_asks_the_same_while_it_is_computed_waits_for_that_run()
    {
        await RunAsync("degree"); // the graph is there by now, so that both join before they return
        var (first, second) = (RunAsync("held"), RunAsync("held"));
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        _held.Free.Set();
        Assert.Same((await first).Value, (await second).Value);
        Assert.Equal(1, _held.Runs);
    }

    [Fact]
    public async Task The_last_who_gives_up_ends_the_run_and_the_others_get_their_answer()
    {
        using var impatient = new CancellationTokenSource();
        var (first, second) = (RunAsync("held", cancellation: impatient.Token), RunAsync("held"));
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _held.Free.Set();
        Assert.True((await second).IsSuccess);

        _held.Reset();
        using var alone = new CancellationTokenSource();
        var third = RunAsync("held", given: ["seed", "1"], cancellation: alone.Token);
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        await alone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.True(_held.Ended.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "the run goes on for nobody");
        _held.Free.Set();
        Assert.True((await RunAsync("held", given: ["seed", "1"])).IsSuccess);
        Assert.Equal(2, _runs.Counts.Cancelled);
    }

    [Fact]
    public async Task A_run_that_does_not_end_in_its_time_says_so()
    {
        var run = RunAsync("held", timeout: TimeSpan.FromSeconds(5));
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        _memory.Clock.Advance(TimeSpan.FromSeconds(5));
        var problem = (await run).Problem!;
        Assert.Equal((AnalyticsProblems.TimedOut, 1), (problem.Code, _runs.Counts.TimedOut));
        Assert.Contains("5 seconds", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_more_patience_than_the_one_who_began_a_run_does_not_share_its_time_out()
    {
        await RunAsync("degree"); // the graph is there by now, so that both join before they return
        var (hasty, patient) = (RunAsync("held", timeout: TimeSpan.FromSeconds(5)), RunAsync("held", timeout: TimeSpan.FromSeconds(60)));
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        _memory.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(AnalyticsProblems.TimedOut, (await hasty).Problem!.Code);
        _held.Free.Set();
        Assert.True((await patient).IsSuccess);
    }

    [Fact]
    public async Task Beyond_the_queue_a_run_is_refused_with_its_bound()
    {
        var running = RunAsync("held");
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        var waiting = RunAsync("held", given: ["seed", "1"]);
        Assert.True(SpinWait.SpinUntil(() => _runs.Counts.Waiting == 1, TimeSpan.FromSeconds(30)));
        var refused = (await RunAsync("held", given: ["seed", "2"])).Problem!;
        Assert.Equal(AnalyticsProblems.Busy, refused.Code);
        Assert.Contains("1 runs compute and 1 wait", refused.Detail, StringComparison.Ordinal);
        _held.Free.Set();
        Assert.True((await running).IsSuccess && (await waiting).IsSuccess);
        Assert.Equal((0, 0, 1), (_runs.Counts.Running, _runs.Counts.Waiting, _runs.Counts.Refused));
    }

    [Fact]
    public async Task A_run_in_the_background_is_found_followed_and_cancelled_by_its_id()
    {
        var ledger = new RunLedger(_runs, _memory.Clock);
        var run = ledger.Begin(Request("held")).Value;
        _held.Entered.Wait(TestContext.Current.CancellationToken);
        await run.NextAsync(0, TestContext.Current.CancellationToken);
        Assert.Equal(0.5, run.Share);
        Assert.Same(run, ledger.Find(run.Id).Value);
        run.Cancel();
        Assert.Equal(AnalyticsProblems.Cancelled, (await run.Answer).Problem!.Code);
        Assert.Equal(1, run.Share);
        Assert.Equal(AnalyticsProblems.UnknownRun, ledger.Find("run-9").Problem!.Code);
    }

    [Fact]
    public async Task The_oldest_finished_run_gives_way_and_none_that_is_under_way()
    {
        using var runs = new AnalyticsRuns(_memory.Store, new RunOptions { LedgerMax = 2 }, _memory.Clock, new Registry<IGraphAlgorithm>("algorithms", [_held]));
        var ledger = new RunLedger(runs, _memory.Clock);
        var (first, second) = (ledger.Begin(Request("held")).Value, ledger.Begin(Request("held", "seed", "1")).Value);
        Assert.Equal(AnalyticsProblems.Busy, ledger.Begin(Request("held", "seed", "2")).Problem!.Code);
        _held.Free.Set();
        Assert.True((await first.Answer).IsSuccess && (await second.Answer).IsSuccess);
        var third = ledger.Begin(Request("held", "seed", "2")).Value;
        Assert.Equal([second.Id, third.Id], ledger.All.Select(run => run.Id));
        Assert.True((await third.Answer).IsSuccess);
    }

    [Fact]
    public async Task A_run_in_the_background_is_forgotten_when_something_is_erased_for_good()
    {
        var ledger = new RunLedger(_runs, _memory.Clock);
        var run = ledger.Begin(Request("degree")).Value;
        Assert.True((await run.Answer).IsSuccess);
        _memory.Link("b", "uses", "c");
        Assert.True(ledger.Find(run.Id).IsSuccess);
        _memory.Run(new Purge([], ["c"]));
        Assert.Equal(AnalyticsProblems.UnknownRun, ledger.Find(run.Id).Problem!.Code);
        Assert.Empty(ledger.All);
        var later = ledger.Begin(Request("degree")).Value;
        Assert.True((await later.Answer).IsSuccess);
        Assert.True(ledger.Find(later.Id).IsSuccess);
        await _memory.Store.DeleteWorkspaceAsync(_memory.Workspace, onlyAtSeq: null, TestContext.Current.CancellationToken);
        Assert.Equal(AnalyticsProblems.UnknownRun, ledger.Find(later.Id).Problem!.Code);
    }

    private RunRequest Request(string algorithm, params string[] given) =>
        new() { WorkspaceId = _memory.Workspace, Algorithm = algorithm, Parameters = Subjects.Given(given) };

    private Task<Result<RunReport>> RunAsync(
        string algorithm, string[]? given = null, GraphFilter? filter = null, TimeSpan? timeout = null, CancellationToken cancellation = default) =>
        _runs.RunAsync(Request(algorithm, given ?? []) with { Filter = filter ?? GraphFilter.None, Timeout = timeout }, null, cancellation);

    /// <summary>An algorithm that waits until it is let go.</summary>
    private sealed class Held : IGraphAlgorithm
    {
        private static readonly IntParameter Seed = new("seed", "Seed.", 0, 0, 9);
        private int _runs;

        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Free { get; } = new();

        public ManualResetEventSlim Ended { get; } = new();

        public int Runs => _runs;

        public string Name => "held";

        public AlgorithmDescription Description { get; } = Describe("Held") with { Parameters = [Seed] };

        public void Reset()
        {
            foreach (var signal in (ManualResetEventSlim[])[Entered, Free, Ended]) { signal.Reset(); }
        }

        public Result<AlgorithmResult> Run(AlgorithmRun run)
        {
            if (run.Subject.NodeName(0) == "0") { return new AlgorithmResult(); } // the self-check
            Interlocked.Increment(ref _runs);
            run.Progress?.Report(0.5);
            Entered.Set();
            try { Free.Wait(run.Crew.Cancellation); }
            finally { Ended.Set(); }
            return new AlgorithmResult();
        }
    }

    private sealed class Small : IGraphAlgorithm
    {
        public string Name => "small";

        public AlgorithmDescription Description { get; } = Describe("Small") with { NodesMax = 2 };

        public Result<AlgorithmResult> Run(AlgorithmRun run) => new AlgorithmResult();
    }

    private sealed class Broken : IGraphAlgorithm
    {
        public string Name => "broken";

        public AlgorithmDescription Description { get; } = Describe("Broken");

        public Result<AlgorithmResult> Run(AlgorithmRun run) => throw new InvalidOperationException("wrong machine");
    }

    private static AlgorithmDescription Describe(string title) => new()
    {
        Title = title, Summary = "Nothing.", Kind = AlgorithmKind.Structure, Source = "-", Complexity = "O(1)", Direction = DirectionUse.AsGiven,
    };
}
