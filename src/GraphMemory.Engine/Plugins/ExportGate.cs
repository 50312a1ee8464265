using System.Collections.Immutable;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Engine.Plugins;

/// <summary>Plugins in the way of what leaves: they may amend what an entity's texts say, and keep entities back.</summary>
public sealed class ExportGate(HookRunner runner, string workspace)
{
    /// <summary>The gate when somebody watches it; null when all may pass.</summary>
    public static Func<IReadOnlyList<LiveEntity>, IReadOnlyList<LiveEntity>>? Of(HookRunner runner, string workspace) =>
        runner.Has(PluginHooks.ExportRecord) ? new ExportGate(runner, workspace).Pass : null;

    /// <summary>A page is asked about as a whole; when it is refused, each of its entities is asked about alone.</summary>
    public IReadOnlyList<LiveEntity> Pass(IReadOnlyList<LiveEntity> page) =>
        Ask(page) ?? (page.Count == 1 ? [] : [.. page.Select(entity => Ask([entity])).OfType<IReadOnlyList<LiveEntity>>().SelectMany(passed => passed)]);

    private List<LiveEntity>? Ask(IReadOnlyList<LiveEntity> page)
    {
        var call = new HookCall(PluginHooks.ExportRecord.Name, workspace) { Items = [.. page.SelectMany(Seen)] };
        var run = runner.RunAsync(PluginHooks.ExportRecord, call, check: null, CancellationToken.None).GetAwaiter().GetResult();
        if (run.Refusal is not null) { return null; }
        if (run.Items == call.Items) { return [.. page]; }
        var (passed, at) = (new List<LiveEntity>(page.Count), 0);
        foreach (var entity in page)
        {
            passed.Add(entity with { Observations = [.. entity.Observations.Select((fact, i) => Amended(fact, run.Items[at + 1 + i]))] });
            at += 1 + entity.Observations.Length;
        }

        return passed;
    }

    // The entity itself, then its texts; relations follow their ends.
    private static IEnumerable<MemoryItem> Seen(LiveEntity live) =>
    [
        new MemoryItem { Entity = live.Entity.Name, EntityType = live.Entity.Type },
        .. live.Observations.Select(fact => new MemoryItem
        {
            Entity = live.Entity.Name, EntityType = live.Entity.Type, Text = fact.Statement.Text, Tags = fact.Statement.Tags, Metadata = fact.Statement.Metadata,
        }),
    ];

    private static LiveFact Amended(LiveFact fact, MemoryItem item) =>
        fact with { Statement = fact.Statement with { Text = item.Text ?? fact.Statement.Text, Tags = item.Tags, Metadata = item.Metadata } };
}
