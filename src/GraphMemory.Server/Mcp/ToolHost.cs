using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.Care;
using GraphMemory.Server.Mcp.Inside;

namespace GraphMemory.Server.Mcp;

/// <summary>The ranked questions that Retrieval answers; an answer is drawn from a state at least as new as the last write of this process.</summary>
internal sealed record RecallDoor(
    Func<long, RecallRequest, Layers?, Result<RecallResult>> Recall, Func<long, ContextRequest, Layers?, Result<ContextResult>> Context);

/// <summary>Runs tool calls on a store that is open in this process.</summary>
internal sealed class ToolHost(
    IGraphStore store, GraphCommands commands, GraphQueries queries, RecallDoor recall, Registry<ToolProfile> profiles, McpLimits limits,
    TimeProvider time) : IToolInvoker
{
    private volatile KeptGraph? _lastGraph;

    public GraphCommands Commands => commands;

    public GraphQueries Queries => queries;

    public CareDoor Care { get; init; } = new(new CareQueries(store), () => new CareOptions(), time);

    /// <summary>Algorithms over whole graphs; made when first asked for.</summary>
    public Lazy<AnalyticsRuns> Analytics { get; init; } = new(() => new AnalyticsRuns(store, new RunOptions(), time));

    public RecallDoor Recall => recall;

    public McpLimits Limits => limits;

    public TimeProvider Time => time;

    /// <summary>What a person may be typing.</summary>
    public NameDirectory Names { get; } = new(store);

    public T Read<T>(long workspaceId, Func<IWorkspaceRead, T> work) => store.Read(workspaceId, work);

    /// <summary>What stands now, laid out for walking. The last one is kept, as questions about a graph come in rows.</summary>
    public LiveGraph Graph(long workspaceId)
    {
        if (_lastGraph is { } last && last.WorkspaceId == workspaceId && last.Graph.Seq == store.Read(workspaceId, read => read.Workspace.HeadSeq)) { return last.Graph; }
        var graph = store.Read(workspaceId, LiveGraph.Of);
        _lastGraph = new KeptGraph(workspaceId, graph);
        return graph;
    }

    /// <summary>A name is looked up this often when its workspaces are deleted one after the other.</summary>
    private const int LookupsMax = 4;

    public async Task<ToolReply> InvokeAsync(ToolCall call, CancellationToken cancellationToken)
    {
        if (Find(call.Profile) is not { } profile) { return ToolReply.Failure(UnknownProfile(call.Profile)); }
        if (!profile.Tools.TryGet(call.Tool, out var tool)) { return ToolReply.Failure(UnknownTool(profile, call.Tool)); }
        var reply = await OnceAsync(tool, call, cancellationToken);
        for (var i = 1; i < LookupsMax && reply.Code == StoreProblems.NoWorkspace.Name; i++) { reply = await OnceAsync(tool, call, cancellationToken); }
        return reply;
    }

    /// <summary>A workspace that was deleted between the look-up and the work was not touched: the call begins again with the one of this name, a new one.</summary>
    private async Task<ToolReply> OnceAsync(IMcpTool tool, ToolCall call, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var workspaceId = await WorkspaceIdAsync(call, tool.Description.Effect, cancellationToken);
            return workspaceId.IsSuccess
                ? await tool.CallAsync(call.Arguments, new McpCallContext(this, workspaceId.Value, call, cancellationToken))
                : ToolReply.Failure(workspaceId.Problem);
        }
        catch (StoreFaultException fault)
        {
            return ToolReply.Failure(fault.Problem);
        }
    }

    public Task<long> HeadAsync(string workspace, CancellationToken cancellationToken) =>
        Task.FromResult(store.FindWorkspace(workspace)?.HeadSeq ?? 0);

    /// <summary>Every workspace with what it holds; one that is deleted in the meantime is left out.</summary>
    public IEnumerable<(Workspace Workspace, WorkspaceCounts Counts)> Workspaces()
    {
        foreach (var workspace in store.Workspaces())
        {
            if (store.FindWorkspace(workspace.Name) is { } found) { yield return (found, store.Read(found.Id, read => read.Counts())); }
        }
    }

    /// <summary>True when the call may change the memory.</summary>
    public bool Writes(ToolCall call) =>
        Find(call.Profile) is { } profile && profile.Tools.TryGet(call.Tool, out var tool)
        && tool.Description.Effect != ToolEffect.Reads;

    // Looked up for every call: another process may have renamed or deleted it since the last one.
    public async Task<Result<long>> WorkspaceIdAsync(string name, CancellationToken cancellationToken) =>
        (await store.OpenWorkspaceAsync(name, cancellationToken)).Map(workspace => workspace.Id);

    private async Task<Result<long>> WorkspaceIdAsync(ToolCall call, ToolEffect effect, CancellationToken cancellationToken) =>
        effect == ToolEffect.Reads && call.IsAutomatic && store.FindWorkspace(call.Workspace) is null
            && store.FindWorkspace(Workspace.DefaultName) is { } standIn
            ? standIn.Id
            : await WorkspaceIdAsync(call.Workspace, cancellationToken);

    private ToolProfile? Find(string name) =>
        profiles.TryGet(name, out var profile) ? profile : name == InsideTools.ProfileName ? InsideTools.Profile : null;

    private Problem UnknownProfile(string name) => McpProblems.UnknownProfile.With(
        $"There is no tool profile \"{name}\". Known: {string.Join(", ", profiles.Items.Select(profile => profile.Name))}.");

    private static Problem UnknownTool(ToolProfile profile, string name)
    {
        var nearest = string.Join(", ", profile.Tools.Nearest(name));
        return McpProblems.UnknownTool.With($"Tool {name} not found in the profile {profile.Name}."
            + (nearest.Length > 0 ? $" Did you mean {nearest}?" : " tools/list names all."));
    }

    private sealed record KeptGraph(long WorkspaceId, LiveGraph Graph);
}
