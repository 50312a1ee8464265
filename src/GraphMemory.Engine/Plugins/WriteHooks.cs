using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;

namespace GraphMemory.Engine.Plugins;

/// <summary>Plugins in the way of writes: asked before, told after.</summary>
public sealed class WriteHooks(HookRunner runner, HookQueue queue, IGraphStore store) : IWriteParticipant
{
    /// <summary>Someone wants to be called at a write.</summary>
    public bool IsUsed => Enum.GetValues<WriteKind>().Any(kind => Hooks(kind) is var (before, after) && ((before is not null && runner.Has(before)) || (after is not null && runner.Has(after))));

    public async Task<Result<ImmutableArray<MemoryItem>>> BeforeAsync(
        long workspaceId, WriteIntent intent, Func<ImmutableArray<MemoryItem>, Problem?> check, CancellationToken cancellationToken)
    {
        if (Hooks(intent.Kind).Before is not { } hook || !runner.Has(hook)) { return intent.Items; }
        var run = await runner.RunAsync(hook, Call(hook, workspaceId, intent), check, cancellationToken).ConfigureAwait(false);
        return run.Refusal is { } refusal ? refusal : run.Items;
    }

    public void After(long workspaceId, WriteIntent intent)
    {
        if (Hooks(intent.Kind).After is not { } hook || !runner.Has(hook)) { return; }
        try { queue.Add(hook, Call(hook, workspaceId, intent)); }
        catch (StoreFaultException)
        {
            // The workspace is gone already: nobody needs to hear of what was written there, and whoever wrote it did.
        }
    }

    private HookCall Call(PluginHook hook, long workspaceId, WriteIntent intent) =>
        new(hook.Name, store.Read(workspaceId, read => read.Workspace.Name)) { Items = intent.Items };

    private static (PluginHook? Before, PluginHook? After) Hooks(WriteKind kind) => kind switch
    {
        WriteKind.Create => (PluginHooks.BeforeCreate, PluginHooks.AfterCreate),
        WriteKind.Update => (PluginHooks.BeforeUpdate, PluginHooks.AfterUpdate),
        WriteKind.Delete => (PluginHooks.BeforeDelete, PluginHooks.AfterDelete),
        WriteKind.Relate => (null, PluginHooks.AfterRelate),
        WriteKind.Ingest => (null, PluginHooks.AfterIngest),
        _ => (PluginHooks.ImportRecord, null),
    };
}
