using System.Collections.Concurrent;
using CsCheck;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace GraphMemory.Tests.Plugins;

public sealed class PluginRegistryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<PluginAuditEntry> _audit = [];

    private PluginRegistry New(PluginOptions? options = null) => new(services: null, options ?? PluginOptions.Default, _time, _audit.Enqueue);

    [Fact]
    public void An_unknown_name_answers_with_the_nearest()
    {
        var registry = New();
        registry.Register(new ScriptedPlugin().As("summariser"));
        var problem = registry.Get("sumariser").Problem!;
        Assert.Equal("PLUGIN_001", problem.Code.Name);
        Assert.Contains("summariser", problem.Fields[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_executed()
    {
        var (registry, script) = (New(), new ScriptedPlugin());
        registry.Register(script.As("Bad Name", new("before_memory_crate"), new("after_relate", LimitMs: 0), new("after_relate")) with
        {
            Version = "1", HostApi = "^9.0.0", Dependencies = [new("absent"), new("self", "nonsense")], Permissions = ["root"],
            Settings = [new("size", PluginSettingType.Integer, "", "many"), new("key", PluginSettingType.Text, "") { IsRequired = true }],
        });
        registry.Begin();

        var plugin = Assert.Single(registry.All);
        Assert.Equal(PluginState.Failed, plugin.Status.State);
        var problem = (await registry.EnableAsync("Bad Name", "test", prove: true)).Problem!;
        string[] faulty = ["name", "version", "hostApi", "dependencies[0].name", "dependencies[1].versions", "dependencies[1].name", "permissions", "settings.size.default", "configuration.size", "configuration.key", "hooks", "hooks.after_relate.limitMs", "hooks"];
        Assert.Equal(faulty, problem.Fields.Select(field => field.Field));
        Assert.Contains("before_memory_create", problem.Fields.First(field => field.Field == "hooks").Fix, StringComparison.Ordinal);
        Assert.Equal(0, script.Started);
    }

    [Fact]
    public void A_circle_of_dependencies_is_found_from_each_of_its_members()
    {
        var registry = New();
        registry.Register(new ScriptedPlugin().As("a") with { Dependencies = [new("b")] });
        registry.Register(new ScriptedPlugin().As("b") with { Dependencies = [new("c", "^1.0.0")] });
        registry.Register(new ScriptedPlugin().As("c") with { Dependencies = [new("a")] });
        registry.Begin();
        Assert.All(registry.All, plugin => Assert.Contains("back to " + plugin.Descriptor.Name, plugin.Status.Reason!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plugin_that_does_not_get_ready_is_failed_and_another_look_gives_it_its_chance()
    {
        var (registry, script) = (New(), new ScriptedPlugin { Start = (_, _) => new(PluginProblems.Failed.With("no licence")) });
        registry.Register(script.As("p"));
        registry.Begin();
        Assert.Equal("no licence", (await registry.EnableAsync("p", "ada", prove: true)).Problem!.Detail);
        Assert.Equal((PluginState.Failed, "no licence"), (registry.Get("p").Value.Status.State, registry.Get("p").Value.Status.Reason));

        script.Start = (_, _) => new((Problem?)null);
        Assert.True((await registry.ValidateAsync("p", "ada", prove: true)).IsSuccess);
        Assert.Equal(PluginState.Validated, registry.Get("p").Value.Status.State);
        Assert.Equal(script.Started, script.Cleaned);
    }

    [Fact]
    public async Task A_plugin_that_never_gets_ready_is_given_up_in_time()
    {
        var (registry, reached) = (New(), new TaskCompletionSource());
        var script = new ScriptedPlugin { Start = (_, _) => { reached.SetResult(); return new(new TaskCompletionSource<Problem?>().Task); } };
        registry.Register(script.As("p"));
        registry.Begin();
        var enabling = registry.EnableAsync("p", "ada", prove: true);
        await reached.Task;
        await AdvanceUntilAsync(enabling);
        Assert.Contains("did not get ready within 2 s", (await enabling).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_throws_at_its_start_is_failed_with_what_it_says()
    {
        var registry = New();
        registry.Register(new PluginDescriptor("p", PluginKind.Import, "", () => throw new InvalidOperationException("no such model")));
        registry.Begin();
        Assert.Contains("no such model", (await registry.EnableAsync("p", "ada", prove: true)).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dependencies_come_first_and_go_last()
    {
        var registry = New();
        registry.Register(new ScriptedPlugin().As("lower"));
        registry.Register(new ScriptedPlugin().As("upper") with { Dependencies = [new("lower", "^1.0.0")] });
        registry.Begin();
        Assert.Contains("does not run", (await registry.EnableAsync("upper", "ada", prove: true)).Problem!.Fields[0].Error, StringComparison.Ordinal);
        await registry.EnableAsync("lower", "ada", prove: true);
        Assert.True((await registry.EnableAsync("upper", "ada", prove: true)).IsSuccess);
        Assert.Equal("PLUGIN_003", (await registry.DisableAsync("lower", "ada")).Problem!.Code.Name);
        await registry.DisableAsync("upper", "ada");
        Assert.True((await registry.DisableAsync("lower", "ada")).IsSuccess);
    }

    [Fact]
    public async Task What_was_wanted_before_comes_to_work_in_the_order_of_its_dependencies_and_starts_at_the_first_call()
    {
        var (registry, lower, upper) = (New(), new ScriptedPlugin(), new ScriptedPlugin());
        registry.Register(upper.As("a-upper", new PluginSubscription("server_start")) with { Dependencies = [new("lower")] });
        registry.Register(lower.As("lower"));
        registry.Register(new ScriptedPlugin().As("orphan") with { Dependencies = [new("never")] });
        registry.Register(new ScriptedPlugin().As("never"));
        foreach (var name in (string[])["a-upper", "lower", "orphan"]) { registry.Restore(name, [], isWanted: true); }
        registry.Begin();

        Assert.Equal(PluginState.Running, registry.Get("a-upper").Value.Status.State);
        Assert.Equal(PluginState.Failed, registry.Get("orphan").Value.Status.State);
        Assert.Equal(0, lower.Started + upper.Started);
        await new HookRunner(registry, _time).RunAsync(PluginHooks.ServerStart, new HookCall("server_start", ""), null, CancellationToken.None);
        Assert.Equal(1, upper.Started);
    }

    [Fact]
    public async Task A_new_configuration_starts_a_running_plugin_anew_and_a_bad_one_leaves_the_old_at_work()
    {
        var (registry, script) = (New(), new ScriptedPlugin());
        script.Start = (context, _) => new(context.Configuration.Integer("size") == 13 ? PluginProblems.Failed.With("unlucky") : null);
        registry.Register(script.As("p", new PluginSubscription("server_start")) with { Settings = [new("size", PluginSettingType.Integer, "", "1") { Min = 1, Max = 20 }] });
        registry.Begin();
        await registry.EnableAsync("p", "ada", prove: true);

        Assert.Equal(["configuration.size", "configuration.colour"], (await registry.ConfigureAsync("p", Settings(("size", "21"), ("colour", "red")), "ada")).Problem!.Fields.Select(field => field.Field).Reverse());
        Assert.Equal("unlucky", (await registry.ConfigureAsync("p", Settings(("size", "13")), "ada")).Problem!.Detail);
        Assert.Equal(PluginState.Running, registry.Get("p").Value.Status.State);
        Assert.True((await registry.ConfigureAsync("p", Settings(("size", "7")), "ada")).IsSuccess);
        await new HookRunner(registry, _time).RunAsync(PluginHooks.ServerStart, new HookCall("server_start", ""), null, CancellationToken.None);
        Assert.Equal(7, script.Context!.Configuration.Integer("size"));
        Assert.Contains(_audit, entry => entry is { Who: "ada", What: "configured", Detail: "size" });
    }

    [Fact]
    public void The_first_of_a_name_stays_and_the_list_is_bounded()
    {
        var registry = New(PluginOptions.Default with { PluginsMax = 2 });
        var first = registry.Register(new ScriptedPlugin().As("a")).Value;
        Assert.Equal("PLUGIN_007", registry.Register(new ScriptedPlugin().As("a")).Problem!.Code.Name);
        registry.Register(new ScriptedPlugin().As("b"));
        Assert.Equal("PLUGIN_008", registry.Register(new ScriptedPlugin().As("c")).Problem!.Code.Name);
        Assert.Same(first, registry.Get("a").Value);
    }

    [Fact]
    public async Task Any_number_of_threads_register_at_once_and_each_name_goes_to_one()
    {
        var registry = New();
        var won = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 800), new ParallelOptions { MaxDegreeOfParallelism = 64 }, (at, _) =>
        {
            var name = $"p{at % 100}";
            if (registry.Register(new ScriptedPlugin().As(name)).IsSuccess) { won.Add(name); }
            Assert.True(registry.Get(name).IsSuccess);
            return default;
        });
        Assert.Equal(100, won.Distinct().Count());
        Assert.Equal(100, won.Count);
        Assert.Equal(won.Order(StringComparer.Ordinal), registry.All.Select(plugin => plugin.Descriptor.Name));
    }

    [Fact]
    public async Task Threads_that_enable_disable_register_and_call_at_once_leave_a_state_that_makes_sense()
    {
        var (registry, script) = (New(), new ScriptedPlugin());
        registry.Register(script.As("p", new PluginSubscription("server_start")));
        registry.Begin();
        var runner = new HookRunner(registry, TimeProvider.System);
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (at, token) =>
        {
            switch (at % 4)
            {
                case 0: await registry.EnableAsync("p", "test", prove: false); break;
                case 1: await registry.DisableAsync("p", "test"); break;
                case 2: registry.Register(new ScriptedPlugin().As($"q{at}")); break;
                default: await runner.RunAsync(PluginHooks.ServerStart, new HookCall("server_start", ""), null, token); break;
            }
        });
        await registry.DisableAsync("p", "test");
        Assert.False(runner.Has(PluginHooks.ServerStart));
        Assert.Contains(registry.Get("p").Value.Status.State, new[] { PluginState.Deactivated, PluginState.Validated });
        await registry.DisposeAsync();
        Assert.Equal(script.Started, script.Cleaned);
    }

    /// <summary>The model is the table of the specification, written down as the way to each state.</summary>
    [Fact]
    public void The_states_follow_the_table_whatever_is_asked() => Gen.Int[0, 6].Array[0, 30].Sample(asked =>
    {
        var plugin = new RegisteredPlugin(new ScriptedPlugin().As("p"), PluginOptions.Default, _time);
        var model = PluginState.Registered;
        foreach (var to in asked.Select(at => (PluginState)at))
        {
            string[] ways = model switch
            {
                PluginState.Registered => ["Validated", "Failed"],
                PluginState.Validated => ["Activated", "Failed"],
                PluginState.Activated => ["Configured", "Failed"],
                PluginState.Configured => ["Running", "Failed"],
                PluginState.Running => ["Deactivated", "Failed"],
                PluginState.Deactivated => ["Running", "Failed"],
                _ => ["Validated"],
            };
            Assert.Equal(ways.Contains(to.ToString()), plugin.TryMove(to, _time.GetUtcNow(), "why"));
            if (ways.Contains(to.ToString())) { model = to; }
            Assert.Equal(model, plugin.Status.State);
        }
    });

    /// <summary>Operations of an owner in any order, against what each plain word of the documentation promises.</summary>
    [Fact]
    public Task Whatever_its_owner_does_a_plugin_is_called_when_and_only_when_it_runs() => Gen.Int[0, 4].Array[1, 20].SampleAsync(async operations =>
    {
        var (registry, script) = (New(), new ScriptedPlugin());
        registry.Register(script.As("p", new PluginSubscription("server_start")));
        registry.Begin();
        var runner = new HookRunner(registry, _time);
        var (isWanted, breaks) = (false, false);
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case 0:
                    var enabled = await registry.EnableAsync("p", "test", prove: true);
                    Assert.Equal(isWanted || !breaks, enabled.IsSuccess);
                    isWanted |= enabled.IsSuccess;
                    break;
                case 1:
                    Assert.True((await registry.DisableAsync("p", "test")).IsSuccess);
                    isWanted = false;
                    break;
                case 2: await registry.ValidateAsync("p", "test", prove: true); break;
                case 3: await registry.ConfigureAsync("p", Settings(), "test"); break;
                default:
                    breaks = !breaks;
                    script.Start = (_, _) => new(breaks ? PluginProblems.Failed.With("broken") : null);
                    break;
            }

            // A start that fails is found at the call at the latest: then it is not called, and says so.
            var calls = script.Calls.Count;
            await runner.RunAsync(PluginHooks.ServerStart, new HookCall("server_start", ""), null, CancellationToken.None);
            var isRunning = registry.Get("p").Value.Status.State == PluginState.Running;
            Assert.Equal(isRunning, script.Calls.Count > calls);
            isWanted &= isRunning;
        }

        await registry.DisposeAsync();
        Assert.Equal(script.Started, script.Cleaned);
    }, iter: 60);

    [Fact]
    public async Task Only_what_does_not_work_is_taken_off_the_list()
    {
        var registry = New();
        registry.Register(new ScriptedPlugin().As("p"));
        registry.Begin();
        await registry.EnableAsync("p", "ada", prove: true);
        Assert.Equal("PLUGIN_003", (await registry.UnregisterAsync("p", "ada")).Problem!.Code.Name);
        await registry.DisableAsync("p", "ada");
        Assert.True((await registry.UnregisterAsync("p", "ada")).IsSuccess);
        Assert.Empty(registry.All);
        Assert.Equal(["enabled", "disabled", "unregistered"], _audit.Select(entry => entry.What));
    }

    internal static Dictionary<string, string> Settings(params (string Key, string Value)[] settings) => settings.ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>Moves the clock on until something is done that waits for it; a timer may be set a moment after we look.</summary>
    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }
    }
}
