using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Commands;
using GraphMemory.Engine.Graph.Cypher;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Engine.Plugins;

/// <summary>What plugins may be let at.</summary>
/// <param name="Commands">Without a participant: what a plugin writes is told to no plugin, so that two cannot feed each other without end.</param>
public sealed record PluginServices(IGraphStore Store, GraphCommands Commands, GraphQueries Queries, Recall Recall);

/// <summary>The memory as one plugin may use it. What its declaration does not ask for is refused and recorded.</summary>
public sealed class PluginHost(string plugin, ImmutableArray<string> permissions, PluginServices? services, PluginMetrics metrics, Action<string, string> audit)
{
    private ImmutableHashSet<string> _refused = [];

    /// <summary>Needs <see cref="PluginPermissions.MemoryRead"/>.</summary>
    public Result<RecallResult> Recall(string workspace, RecallRequest request) =>
        In(workspace, PluginPermissions.MemoryRead, (memory, id) => memory.Recall.AskAlone([id], request));

    /// <summary>Entities by name with what stands about them. Needs <see cref="PluginPermissions.MemoryRead"/>.</summary>
    public Result<GraphView> OpenNodes(string workspace, IReadOnlyList<string> names) =>
        In<GraphView>(workspace, PluginPermissions.MemoryRead, (memory, id) => memory.Queries.OpenNodes(id, names));

    /// <summary>Needs <see cref="PluginPermissions.GraphQuery"/>.</summary>
    public Result<GraphAnswer> Query(string workspace, GraphQuestion question, CancellationToken cancellationToken) =>
        In(workspace, PluginPermissions.GraphQuery, (memory, id) => question.Ask(memory.Store.Read(id, Graph.Queries.LiveGraph.Of), cancellationToken));

    /// <summary>Needs <see cref="PluginPermissions.MemoryWrite"/>. What is written says which plugin wrote it.</summary>
    public async Task<Result<ImmutableArray<Recorded>>> RememberAsync(string workspace, IReadOnlyList<NewObservation> observations, CancellationToken cancellationToken)
    {
        var found = In(workspace, PluginPermissions.MemoryWrite, (memory, id) => (Result<(GraphCommands, long)>)(memory.Commands, id));
        if (!found.IsSuccess) { return found.Problem; }
        var (commands, workspaceId) = found.Value;
        var signed = observations.Select(item => item with { Circumstances = item.Circumstances with { Provenance = item.Circumstances.Provenance with { Tool = $"plugin:{plugin}" } } });
        return await commands.ExecuteAsync(workspaceId, new Remember([.. signed]), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The problem when the plugin may not do this.</summary>
    public Problem? Demand(PluginPermission permission)
    {
        if (permissions.Contains(permission.Name)) { return null; }
        metrics.CountRefusal();

        // Once is worth a line; a plugin that keeps trying must not fill the disk.
        if (ImmutableInterlocked.Update(ref _refused, known => known.Add(permission.Name))) { audit("refused", $"it has no permission {permission.Name}"); }
        return PluginProblems.NotPermitted.With(
            $"The plugin {plugin} has no permission {permission.Name}.", new FieldProblem("permissions", $"do not name {permission.Name}", "Declare it, and have the owner of the memory agree."));
    }

    private Result<T> In<T>(string workspace, PluginPermission permission, Func<PluginServices, long, Result<T>> work)
    {
        if (Demand(permission) is { } problem) { return problem; }
        if (services is null) { return PluginProblems.Failed.With("There is no memory here."); }
        return services.Store.FindWorkspace(workspace) is { } found
            ? work(services, found.Id)
            : GraphProblems.WorkspaceNotFound.With($"There is no workspace \"{workspace}\".");
    }
}
