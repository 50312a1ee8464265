using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Hosting;

namespace GraphMemory.Server.Workspaces;

/// <summary>What can be done with whole workspaces, the same for every door.</summary>
internal sealed class WorkspaceActions(MemoryHost memory)
{
    public Result<Workspace> Find(string name)
    {
        if (memory.Store.FindWorkspace(name) is { } found) { return found; }
        var nearest = NearestNames.Of(name, memory.Store.Workspaces().Select(workspace => workspace.Name), 1).FirstOrDefault();
        return GraphProblems.WorkspaceNotFound.With(
            $"There is no workspace \"{name}\".",
            new FieldProblem("workspace", "does not exist", nearest is null ? "\"graphmemory workspaces list\" lists them." : $"Did you mean {nearest}?"));
    }

    /// <summary>A new workspace; one that exists is refused.</summary>
    public async Task<Result<WorkspaceShape>> CreateAsync(string name, CancellationToken cancellationToken)
    {
        if (memory.Store.FindWorkspace(name) is not null)
        {
            return StoreProblems.WorkspaceExists.With($"There is a workspace \"{name}\" already.", new FieldProblem("name", "is taken", "Choose another name."));
        }

        return (await memory.Store.OpenWorkspaceAsync(name, cancellationToken)).Map(workspace => WorkspaceShape.Of(memory, workspace));
    }

    public async Task<Result<WorkspaceShape>> RenameAsync(string name, string newName, CancellationToken cancellationToken)
    {
        var found = Find(name);
        if (!found.IsSuccess) { return found.Problem; }
        return (await memory.Store.RenameWorkspaceAsync(found.Value.Id, newName, cancellationToken)).Map(workspace => WorkspaceShape.Of(memory, workspace));
    }

    /// <summary>Changes the quotas as the caller says.</summary>
    public async Task<Result<WorkspaceShape>> BoundAsync(string name, Func<Quotas, Quotas> change, CancellationToken cancellationToken)
    {
        var found = Find(name);
        if (!found.IsSuccess) { return found.Problem; }
        var set = await memory.Store.WriteAsync<Workspace>(
            found.Value.Id,
            write =>
            {
                write.SetQuotas(change(write.Quotas));
                return write.Workspace;
            },
            cancellationToken);
        return set.Map(workspace => WorkspaceShape.Of(memory, workspace));
    }

    /// <summary>Deletes a workspace; from the answer on it is gone for everyone. Its rows are erased by whoever calls <see cref="MemoryHost.EraseDeletedAsync"/> next.</summary>
    public async Task<Result<DeletedWorkspaceShape>> DeleteAsync(string name, bool isDryRun, CancellationToken cancellationToken)
    {
        var found = Find(name);
        if (!found.IsSuccess) { return found.Problem; }
        var use = memory.Store.Read(found.Value.Id, read => read.Use);
        var shape = new DeletedWorkspaceShape(name, isDryRun, use.Entities, use.Facts, use.TextBytes);
        return isDryRun ? shape : (await memory.Store.DeleteWorkspaceAsync(found.Value.Id, onlyAtSeq: null, cancellationToken)).Map(_ => shape);
    }

    /// <summary>Carries a workspace over into another, made when it does not exist.</summary>
    public async Task<Result<MergeShape>> MergeAsync(MergeOrder order, Action<MergeReport>? progress, CancellationToken cancellationToken)
    {
        var source = Find(order.Source);
        if (!source.IsSuccess) { return source.Problem; }
        var merge = new WorkspaceMerge(memory.Store, memory.Commands);
        var report = order.IsDryRun
            ? await merge.PreviewAsync(source.Value, memory.Store.FindWorkspace(order.Target), cancellationToken)
            : await RunAsync(merge, source.Value, order, progress, cancellationToken);
        return report.Map(done => MergeShape.Of(order.Source, order.Target, order.IsDryRun, done));
    }

    private async Task<Result<MergeReport>> RunAsync(
        WorkspaceMerge merge, Workspace source, MergeOrder order, Action<MergeReport>? progress, CancellationToken cancellationToken)
    {
        var target = await memory.Store.OpenWorkspaceAsync(order.Target, cancellationToken);
        return target.IsSuccess ? await merge.RunAsync(source, target.Value, order.DeleteSource, progress, cancellationToken) : target.Problem;
    }
}

internal sealed record MergeOrder(string Source, string Target, bool IsDryRun, bool DeleteSource);
