using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.ImportExport;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Tests.Graph;

namespace GraphMemory.Tests.Plugins;

/// <summary>Plugins in the way of a real store.</summary>
public sealed class WriteHookTests : IDisposable
{
    private readonly MemoryFixture _memory = new();
    private readonly TestFolder _index = new();
    private readonly PluginRegistry _registry;
    private readonly HookQueue _queue;
    private readonly HookRunner _runner;
    private readonly Recall _recall;

    public WriteHookTests()
    {
        _recall = new Recall(_memory.Store, _memory.Clock, _index.Path, new IndexOptions());
        _registry = new PluginRegistry(
            new PluginServices(_memory.Store, new GraphCommands(_memory.Store, _memory.Limits), _memory.Queries, _recall), PluginOptions.Default, TimeProvider.System, _ => { });
        _runner = new HookRunner(_registry, TimeProvider.System);
        _queue = new HookQueue(_runner, 100);
        var (writes, answers) = (new WriteHooks(_runner, _queue, _memory.Store), new RecallHooks(_runner, _memory.Store));
        _registry.Changed = () => (_memory.Commands.Participant, _recall.Participant) = (writes.IsUsed ? writes : null, answers.IsUsed ? answers : null);
    }

    public void Dispose()
    {
        _registry.DisposeAsync().AsTask().Wait();
        _memory.Dispose();
        _index.Dispose();
    }

    [Fact]
    public async Task Nobody_stands_in_the_way_when_no_plugin_wants_to()
    {
        Assert.Null(_memory.Commands.Participant);
        await AddAsync(new ScriptedPlugin(), "after_search");
        Assert.Null(_memory.Commands.Participant);
        Assert.NotNull(_recall.Participant);
        await _registry.DisableAsync("after_search", "test");
        Assert.Null(_recall.Participant);
    }

    [Fact]
    public async Task What_is_amended_is_written_whichever_command_writes_it()
    {
        await AddAsync(Amending(item => item with { Text = item.Text!.Replace("hunter2", "***", StringComparison.Ordinal), Tags = ["seen"], Metadata = item.Metadata.SetItem("by", "plugin") }), "before_memory_create", "import_record");
        _memory.Remember("a", "the password is hunter2");
        _memory.Run(new CreateEntities([new NewEntity("b", "thing", ["b knows hunter2", "b is quiet"]), new NewEntity("bare", "thing", [])], Circumstances.Default));
        Assert.Equal("b says ***", _memory.Run(new AddObservations([new EntityTexts("b", ["b says hunter2"])], Circumstances.Default))[0].Texts[0]);
        _memory.Run(new ImportBatch([new ObservationItem(default, "c knows hunter2", Circumstances.Default) { About = "c" }, new EntityItem(default, "d", "thing"), new RelationItem(default, "c", "d", "likes", Circumstances.Default)], ConflictPolicy.Skip));

        var facts = Facts().Where(fact => fact.Statement.Kind == FactKind.Observation).ToList();
        Assert.Equal(["the password is ***", "b knows ***", "b is quiet", "b says ***", "c knows ***"], facts.Select(fact => fact.Statement.Text));
        Assert.All(facts, fact => Assert.Equal(("seen", "plugin"), (fact.Statement.Tags.Single(), fact.Statement.Metadata["by"])));
        Assert.NotNull(_memory.Store.Read(_memory.Workspace, read => read.FindEntity("bare")));
    }

    [Fact]
    public async Task A_refusal_leaves_no_trace_in_the_log()
    {
        await AddAsync(new ScriptedPlugin { Answer = (_, _) => new(new HookAnswer { Refusal = "not today" }) }, "before_memory_create", "before_memory_update", "before_memory_delete");
        var before = _memory.HeadSeq;
        Assert.Equal("PLUGIN_004", _memory.Try(new Remember([new NewObservation("x", "a", null, Circumstances.Default)])).Problem!.Code.Name);
        Assert.Equal("PLUGIN_004", _memory.Try(new Remember([new NewObservation("x", "a", null, Circumstances.Default with { SupersedesId = 1 })])).Problem!.Code.Name);
        Assert.Equal("PLUGIN_004", _memory.Try(new Forget([1], [])).Problem!.Code.Name);
        Assert.Equal("PLUGIN_004", _memory.Try(new Purge([1], [])).Problem!.Code.Name);
        Assert.Equal("PLUGIN_004", _memory.Try(new DeleteEntities(["a"])).Problem!.Code.Name);
        Assert.Equal(before, _memory.HeadSeq);
    }

    [Fact]
    public async Task What_is_on_disk_is_told_with_its_workspace()
    {
        var script = await AddAsync(new ScriptedPlugin(), "after_memory_create", "after_relate", "after_memory_delete", "after_memory_update");
        var id = _memory.Remember("a", "first").FactId;
        _memory.Remember("a", "second", Circumstances.Default with { SupersedesId = id });
        _memory.Link("a", "likes", "b");
        _memory.Run(new DeleteRelations([new RelationKey("a", "b", "likes")]));
        _memory.Run(new DeleteObservations([new EntityTexts("a", ["second"])]));
        _memory.Try(new Forget([999], []));
        await _queue.DrainAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        Assert.Equal(["after_memory_create", "after_memory_update", "after_relate", "after_memory_delete", "after_memory_delete"], script.Calls.Select(call => call.Hook));
        Assert.All(script.Calls, call => Assert.Equal("w1", call.Workspace));
        Assert.Equal(("a", "likes", "b"), (script.Calls[2].Items[0].Entity, script.Calls[2].Items[0].Relation, script.Calls[2].Items[0].To));
    }

    [Fact]
    public async Task An_amendment_that_breaks_a_rule_of_the_memory_is_left_out_and_the_write_goes_on()
    {
        await AddAsync(Amending(item => item with { Tags = [.. Enumerable.Range(0, 100).Select(at => $"t{at}")] }), "before_memory_create");
        _memory.Remember("a", "plain");
        _memory.Run(new CreateEntities([new NewEntity("b", "thing", ["also plain"])], Circumstances.Default));
        Assert.All(Facts(), fact => Assert.Empty(fact.Statement.Tags));
        Assert.Equal(2, _registry.Get("before_memory_create").Value.Metrics.Read().Failures);
    }

    [Fact]
    public async Task A_question_can_be_refused_and_its_answer_put_in_another_order()
    {
        for (var i = 0; i < 4; i++) { _memory.Remember($"thing{i}", $"the engine number {i} runs"); }
        var plain = _recall.Ask(_memory.Workspace, new RecallRequest("engine")).Value.Items;
        var script = await AddAsync(new ScriptedPlugin
        {
            Answer = (call, _) => new(call.Hook == "after_search" ? new HookAnswer { Order = [.. Enumerable.Range(0, call.Items.Length).Reverse()] } : new HookAnswer { Refusal = call.Query == "salaries" ? "ask somebody else" : null }),
        }, "after_search", "before_search");

        Assert.Equal(plain.Reverse().Select(item => item.Id), _recall.Ask(_memory.Workspace, new RecallRequest("engine")).Value.Items.Select(item => item.Id));
        Assert.Equal("PLUGIN_004", _recall.Ask(_memory.Workspace, new RecallRequest("salaries")).Problem!.Code.Name);
        Assert.Equal(plain.Select(item => item.Score), script.Calls.Last(call => call.Hook == "after_search").Scores);
        Assert.Equal(plain.Select(item => item.Id), _recall.AskAlone([_memory.Workspace], new RecallRequest("engine")).Value.Items.Select(item => item.Id));
    }

    [Fact]
    public async Task A_plugin_uses_the_memory_as_far_as_its_permissions_reach_and_does_not_hear_itself()
    {
        var script = new ScriptedPlugin();
        _registry.Register(script.As("p", new PluginSubscription("before_memory_create")) with { Permissions = ["memory.read", "memory.write", "graph.query"] });
        Assert.True((await _registry.EnableAsync("p", "test", prove: true)).IsSuccess);
        var host = script.Context!.Host;
        Assert.True((await host.RememberAsync("w1", [new NewObservation("the plugin was here", "p", null, Circumstances.Default)], CancellationToken.None)).IsSuccess);
        Assert.Empty(script.Calls);
        Assert.Equal("plugin:p", Facts().Single().Statement.Provenance.Tool);
        Assert.Equal("the plugin was here", host.OpenNodes("w1", ["p"]).Value.Entities[0].Observations[0]);
        Assert.Single(host.Recall("w1", new RecallRequest("plugin")).Value.Items);
        Assert.Single(host.Query("w1", new("MATCH (n) RETURN n.name", new Dictionary<string, object?>()), CancellationToken.None).Value.Rows);
        Assert.Equal("GRAPH_005", host.OpenNodes("nowhere", ["p"]).Problem!.Code.Name);
    }

    [Fact]
    public async Task What_leaves_can_be_amended_and_kept_back()
    {
        _memory.Remember("open", "says hunter2");
        _memory.Remember("closed", "is nobody's business");
        await AddAsync(new ScriptedPlugin
        {
            Answer = (call, _) => new(call.Items.Any(item => item.Entity == "closed")
                ? new HookAnswer { Refusal = "closed stays" }
                : new HookAnswer { Items = [.. call.Items.Select(item => item.Text is null ? item : item with { Text = item.Text.Replace("hunter2", "***", StringComparison.Ordinal) })] }),
        }, "export_record");

        _memory.Store.Read(_memory.Workspace, read =>
        {
            var graph = new LiveGraph(read, GraphParts.All) { Gate = ExportGate.Of(_runner, "w1") };
            var left = Assert.Single(graph.Entities());
            Assert.Equal(("open", "says ***"), (left.Entity.Name, left.Observations[0].Statement.Text));
            Assert.Equal(1, graph.Losses()["withheld entities"]);
            return 0;
        });
    }

    private static ScriptedPlugin Amending(Func<MemoryItem, MemoryItem> amend) => new()
    {
        Answer = (call, _) => new(new HookAnswer { Items = [.. call.Items.Select(item => item.Text is null ? item : amend(item))] }),
    };

    private async Task<ScriptedPlugin> AddAsync(ScriptedPlugin script, params string[] hooks)
    {
        _registry.Register(script.As(hooks[0], [.. hooks.Select(hook => new PluginSubscription(hook))]));
        Assert.True((await _registry.EnableAsync(hooks[0], "test", prove: false)).IsSuccess);
        return script;
    }

    private List<Fact> Facts() => _memory.Store.Read(_memory.Workspace, read =>
        read.Entities(0, 100).SelectMany(entity => read.FactsOf(entity.Id)).OrderBy(fact => fact.Id).ToList());
}
