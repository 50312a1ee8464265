using System.Collections.Immutable;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Retrieval;

namespace GraphMemory.Engine.Workspaces;

/// <summary>Which memories a question is put to.</summary>
[Flags]
public enum Layers
{
    None = 0,
    /// <summary>The workspace in use.</summary>
    Workspace = 1,
    /// <summary>What holds everywhere: the workspace "user".</summary>
    User = 2,
    Both = Workspace | User,
}

/// <summary>Questions to the workspace in use and, unless refused, to what its user wants remembered everywhere.</summary>
/// <param name="usual">The layers of a question that does not say.</param>
public sealed class LayeredRecall(IGraphStore store, Recall recall, ContextPacker context, Layers usual)
{
    public Result<RecallResult> Ask(long workspaceId, RecallRequest request, Layers? layers = null) =>
        recall.Ask(Ids(workspaceId, request.Filter, layers ?? usual), request);

    public Result<ContextResult> Pack(long workspaceId, ContextRequest request, Layers? layers = null) =>
        context.Pack(Ids(workspaceId, request.Filter, layers ?? usual), request);

    /// <summary>The workspaces that are asked, the one in use first.</summary>
    public ImmutableArray<long> Ids(long workspaceId, RecallFilter filter, Layers layers)
    {
        ImmutableArray<long> inUse = layers.HasFlag(Layers.Workspace) ? [workspaceId] : [];
        // A position of one log says nothing about another.
        if (!layers.HasFlag(Layers.User) || filter.AsOfSeq is not null) { return inUse; }
        // An empty layer costs one look at its row.
        if (store.FindWorkspace(Workspace.UserName) is not { HeadSeq: > 0 } user) { return inUse; }
        return inUse.Contains(user.Id) ? inUse : [.. inUse, user.Id];
    }
}
