using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Plugins;

public sealed class HookRunnerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly PluginRegistry _registry;
    private readonly HookRunner _runner;
    private readonly List<PluginAuditEntry> _audit = [];

    public HookRunnerTests()
    {
        _registry = new PluginRegistry(services: null, PluginOptions.Default with { FailuresMax = 2, CallsMax = 2 }, _time, _audit.Add);
        _runner = new HookRunner(_registry, _time);
    }

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Plugins_are_called_in_their_order_and_each_sees_what_the_one_before_made()
    {
        await AddAsync("z-first", Tagging("one"), order: 1);
        await AddAsync("b-third", Tagging("three"));
        await AddAsync("a-second", Tagging("two"));
        var run = await RunAsync(PluginHooks.BeforeCreate);
        Assert.Equal(["z-first", "a-second", "b-third"], run.Outcomes.Select(outcome => outcome.Plugin));
        Assert.Equal(["one", "two", "three"], run.Items[0].Tags);
    }

    [Fact]
    public async Task A_failure_is_counted_and_the_next_one_is_called()
    {
        await AddAsync("throws", new ScriptedPlugin { Answer = (_, _) => throw new InvalidOperationException("broken inside") });
        await AddAsync("works", Tagging("still"));
        var run = await RunAsync(PluginHooks.BeforeCreate);
        Assert.Equal([HookResult.Failed, HookResult.Ok], run.Outcomes.Select(outcome => outcome.Result));
        Assert.Equal("broken inside", run.Outcomes[0].Reason);
        Assert.Equal(["still"], run.Items[0].Tags);
        Assert.Equal((1, 1), (Measures("throws").Calls, Measures("throws").Failures));
    }

    [Fact]
    public async Task A_refusal_stops_what_is_about_to_happen_where_a_hook_allows_it()
    {
        await AddAsync("no", new ScriptedPlugin { Answer = (_, _) => new(new HookAnswer { Refusal = "secrets do not belong here" }) }, "before_memory_create", "after_memory_create");
        var never = await AddAsync("z-never", new ScriptedPlugin());
        var refusal = (await RunAsync(PluginHooks.BeforeCreate)).Refusal!;
        Assert.Equal("PLUGIN_004", refusal.Code.Name);
        Assert.Contains("no refuses this: secrets do not belong here", refusal.Detail, StringComparison.Ordinal);
        Assert.Empty(never.Calls);
        Assert.Null((await RunAsync(PluginHooks.AfterCreate)).Refusal);
    }

    [Fact]
    public async Task A_hanging_plugin_is_given_up_when_its_time_is_over_and_told_so()
    {
        var told = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        await AddAsync("hangs", new ScriptedPlugin
        {
            Answer = (_, token) =>
            {
                token.Register(told.SetResult);
                reached.SetResult();
                return new(new TaskCompletionSource<Result<HookAnswer>>().Task);
            },
        });
        var running = RunAsync(PluginHooks.BeforeCreate);
        await reached.Task;
        await AdvanceUntilAsync(running);
        Assert.Equal(HookResult.TimedOut, (await running).Outcomes[0].Result);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, Measures("hangs").TimeOuts);
    }

    [Fact]
    public async Task Calls_that_never_end_hold_their_places_and_further_ones_are_skipped_at_once()
    {
        var ends = new List<TaskCompletionSource<Result<HookAnswer>>>();
        await AddAsync("hangs", new ScriptedPlugin { Answer = (_, _) => { lock (ends) { ends.Add(new()); return new(ends[^1].Task); } } });
        Task<HookRun>[] running = [RunAsync(PluginHooks.BeforeCreate), RunAsync(PluginHooks.BeforeCreate)];
        await WaitUntilAsync(() => { lock (ends) { return ends.Count == 2; } });
        Assert.Equal(HookResult.Skipped, (await RunAsync(PluginHooks.BeforeCreate)).Outcomes[0].Result);
        ends.ForEach(end => end.SetResult(HookAnswer.None));
        Assert.All(await Task.WhenAll(running), run => Assert.Equal(HookResult.Ok, run.Outcomes[0].Result));
    }

    [Fact]
    public async Task A_plugin_that_keeps_failing_is_left_alone_and_then_tried_with_one_call()
    {
        var isBroken = true;
        var script = await AddAsync("p", new ScriptedPlugin { Answer = (_, _) => isBroken ? throw new InvalidOperationException("down") : new(HookAnswer.None) });
        for (var i = 0; i < 5; i++) { await RunAsync(PluginHooks.BeforeCreate); }
        Assert.Equal(2, script.Calls.Count);
        Assert.Equal(3, Measures("p").Skipped);
        isBroken = false;
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HookResult.Ok, (await RunAsync(PluginHooks.BeforeCreate)).Outcomes[0].Result);
        Assert.Equal(HookResult.Ok, (await RunAsync(PluginHooks.BeforeCreate)).Outcomes[0].Result);
    }

    [Fact]
    public async Task Answers_that_do_not_fit_are_failures_and_change_nothing()
    {
        await AddAsync("adds", new ScriptedPlugin { Answer = (call, _) => new(new HookAnswer { Items = call.Items.Add(new MemoryItem { Text = "smuggled" }) }) });
        await AddAsync("breaks-rules", new ScriptedPlugin { Answer = (call, _) => new(new HookAnswer { Items = [call.Items[0] with { Text = new string('x', 100) }] }) });
        await AddAsync("renames", new ScriptedPlugin { Answer = (call, _) => new(new HookAnswer { Items = [call.Items[0] with { Entity = "other", FactId = 9 }] }) });
        var run = await _runner.RunAsync(PluginHooks.BeforeCreate, Call(PluginHooks.BeforeCreate), items => items[0].Text!.Length > 50 ? GraphProblems.Invalid("text", "is too long", "cut it") : null, Token);
        Assert.Equal([HookResult.Failed, HookResult.Failed, HookResult.Ok], run.Outcomes.Select(outcome => outcome.Result));
        Assert.Equal(("thing", "a text", (long?)null), (run.Items[0].Entity, run.Items[0].Text, run.Items[0].FactId));
    }

    [Fact]
    public async Task A_plugin_that_says_it_cannot_go_on_is_failed_with_its_reason()
    {
        await AddAsync("p", new ScriptedPlugin { Answer = (_, _) => new(PluginProblems.Failed.With("crashed too often")) });
        await RunAsync(PluginHooks.BeforeCreate);
        Assert.Equal((PluginState.Failed, "crashed too often"), (_registry.Get("p").Value.Status.State, _registry.Get("p").Value.Status.Reason));
        Assert.Empty((await RunAsync(PluginHooks.BeforeCreate)).Outcomes);
        Assert.Contains(_audit, entry => entry is { What: "failed", Detail: "crashed too often" });
    }

    [Fact]
    public async Task The_order_of_an_answer_is_bent_by_each_in_turn_and_nothing_is_lost_or_doubled()
    {
        await AddAsync("last-first", new ScriptedPlugin { Answer = (call, _) => new(new HookAnswer { Order = [call.Items.Length - 1, 99, -1, call.Items.Length - 1] }) }, "after_search");
        await AddAsync("swaps", new ScriptedPlugin { Answer = (_, _) => new(new HookAnswer { Order = [1, 0] }) }, "after_search");
        var items = Enumerable.Range(0, 4).Select(at => new MemoryItem { FactId = at }).ToImmutableArray();
        var run = await _runner.RunAsync(PluginHooks.AfterSearch, new HookCall("after_search", "w") { Items = items, Scores = [4, 3, 2, 1] }, null, Token);
        Assert.Equal([0, 3, 1, 2], run.Order);
    }

    [Fact]
    public async Task A_caller_that_goes_away_is_no_failure_of_the_plugin()
    {
        using var gone = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        await AddAsync("p", new ScriptedPlugin { Answer = (_, _) => { reached.TrySetResult(); return new(new TaskCompletionSource<Result<HookAnswer>>().Task); } });
        var running = _runner.RunAsync(PluginHooks.BeforeCreate, Call(PluginHooks.BeforeCreate), null, gone.Token);
        await reached.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, Measures("p").Failures);
    }

    [Fact]
    public async Task What_has_happened_is_told_in_order_and_beyond_a_bound_left_out()
    {
        var hold = new TaskCompletionSource<Result<HookAnswer>>();
        var script = await AddAsync("p", new ScriptedPlugin { Answer = (_, _) => new(hold.Task) }, "after_relate");
        var queue = new HookQueue(_runner, waitingMax: 3);
        for (var i = 0; i < 5; i++) { queue.Add(PluginHooks.AfterRelate, new HookCall("after_relate", $"w{i}")); }
        Assert.Equal(2, queue.Dropped);
        hold.SetResult(HookAnswer.None);
        Assert.True(await queue.DrainAsync(TimeSpan.FromSeconds(1), _time));
        Assert.Equal(["w0", "w1", "w2"], script.Calls.Select(call => call.Workspace));
    }

    [Fact]
    public async Task The_duration_below_which_nineteen_of_twenty_calls_stay_is_kept()
    {
        var at = 0;
        await AddAsync("p", new ScriptedPlugin { Answer = (_, _) => { _time.Advance(TimeSpan.FromMilliseconds(++at)); return new(HookAnswer.None); } });
        for (var i = 0; i < 20; i++) { await RunAsync(PluginHooks.BeforeCreate); }
        Assert.Equal(19, Measures("p").P95Ms);
    }

    [Fact]
    public async Task A_permission_that_was_not_asked_for_is_refused_counted_and_recorded_once()
    {
        var script = await AddAsync("p", new ScriptedPlugin());
        await RunAsync(PluginHooks.BeforeCreate);
        for (var i = 0; i < 3; i++) { Assert.Equal("PLUGIN_005", script.Context!.Host.OpenNodes("default", ["x"]).Problem!.Code.Name); }
        Assert.Equal(3, Measures("p").Refusals);
        Assert.Single(_audit, entry => entry is { What: "refused", Who: "p" });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ScriptedPlugin Tagging(string tag) => new() { Answer = (call, _) => new(new HookAnswer { Items = [call.Items[0] with { Tags = call.Items[0].Tags.Add(tag) }] }) };

    private async Task<ScriptedPlugin> AddAsync(string name, ScriptedPlugin script, params string[] hooks) => await AddAsync(name, script, 100, hooks);

    private async Task<ScriptedPlugin> AddAsync(string name, ScriptedPlugin script, int order, params string[] hooks)
    {
        _registry.Register(script.As(name, [.. (hooks.Length == 0 ? ["before_memory_create"] : hooks).Select(hook => new PluginSubscription(hook, order))]));
        Assert.True((await _registry.EnableAsync(name, "test", prove: false)).IsSuccess);
        return script;
    }

    private Task<HookRun> RunAsync(PluginHook hook) => _runner.RunAsync(hook, Call(hook), null, Token);

    private static HookCall Call(PluginHook hook) => new(hook.Name, "default") { Items = [new MemoryItem { Entity = "thing", Text = "a text" }] };

    private PluginMeasures Measures(string name) => _registry.Get(name).Value.Metrics.Read();

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(6));
            await Task.Yield();
        }
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition()) { await Task.Yield(); }
    }
}
