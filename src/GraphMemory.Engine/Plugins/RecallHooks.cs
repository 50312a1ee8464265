using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Engine.Plugins;

/// <summary>Plugins in the way of answers. A question waits on its own thread for them, each for no longer than its limit.</summary>
public sealed class RecallHooks(HookRunner runner, IGraphStore store) : IRecallParticipant
{
    public bool IsUsed => runner.Has(PluginHooks.BeforeSearch) || runner.Has(PluginHooks.AfterSearch);

    public Problem? Before(long workspaceId, RecallRequest request) =>
        runner.Has(PluginHooks.BeforeSearch) ? Run(PluginHooks.BeforeSearch, Call(PluginHooks.BeforeSearch, workspaceId, request)).Refusal : null;

    public ImmutableArray<RecallItem> After(long workspaceId, RecallRequest request, ImmutableArray<RecallItem> items)
    {
        if (items.Length < 2 || !runner.Has(PluginHooks.AfterSearch)) { return items; }
        var call = Call(PluginHooks.AfterSearch, workspaceId, request) with { Items = [.. items.Select(Seen)], Scores = [.. items.Select(item => item.Score)] };
        return [.. Run(PluginHooks.AfterSearch, call).Order.Select(at => items[at])];
    }

    private HookRun Run(PluginHook hook, HookCall call) => runner.RunAsync(hook, call, check: null, CancellationToken.None).GetAwaiter().GetResult();

    private HookCall Call(PluginHook hook, long workspaceId, RecallRequest request) => new(hook.Name, store.Read(workspaceId, read => read.Workspace.Name)) { Query = request.Query };

    private static MemoryItem Seen(RecallItem item) => new()
    {
        FactId = item.Fact?.Fact.Id, Entity = item.Entity, EntityType = item.EntityType, Text = item.Fact?.Fact.Statement.Text,
        Relation = item.Fact is { Object: not null } ? item.Fact.Fact.Statement.Predicate : null, To = item.Fact?.Object,
        Tags = item.Fact?.Fact.Statement.Tags ?? [], Metadata = item.Fact?.Fact.Statement.Metadata ?? ImmutableSortedDictionary<string, string>.Empty,
    };
}
