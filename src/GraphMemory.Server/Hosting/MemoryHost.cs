using GraphMemory.Engine.Analytics.Runs;
using GraphMemory.Engine.Care;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Graph.Queries;
using GraphMemory.Engine.Plugins;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Retrieval;
using GraphMemory.Engine.Retrieval.Index;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Engine.Telemetry;
using GraphMemory.Server.Care;
using GraphMemory.Engine.Vectors;
using GraphMemory.Server.Configuration;
using GraphMemory.Server.Mcp;
using GraphMemory.Server.Plugins;
using GraphMemory.Server.Vectors;
using GraphMemory.Sqlite;
using GraphMemory.Sqlite.Care;
using Microsoft.Extensions.Logging.Abstractions;

namespace GraphMemory.Server.Hosting;

/// <summary>One open memory: the store of a data folder and the engine over it. The same for the server, for MCP over stdio and for single commands.</summary>
internal sealed class MemoryHost : IDisposable
{
    /// <summary>Steps of one round of the background loop: other writers come in between, and a stop is not kept waiting.</summary>
    private const int ErasureStepsPerRound = 32;

    private readonly SqliteGraphStore _store;
    private readonly TimeProvider _time;
    private readonly IndexOptions _index;
    private readonly List<McpLimits> _limits = [];
    private readonly VectorFollowing _following;
    private readonly Lazy<AnalyticsRuns> _analytics;
    private readonly GraphCommands _unattended;
    private volatile GraphMemoryOptions _options;

    private MemoryHost(SqliteGraphStore store, GraphMemoryOptions options, TimeProvider time)
    {
        (_store, _options, _index, _time) = (store, options, options.Index.ToIndex(), time);
        Commands = new GraphCommands(store, options.Limits.ToGraphLimits());
        _unattended = new GraphCommands(store, options.Limits.ToGraphLimits());
        Queries = new GraphQueries(store);
        (Pages, Paths, History) = (new GraphPages(store), new GraphPaths(store), new GraphHistory(store));
        Telemetry = new TelemetryQueries(store);
        Vectors = new VectorMemory(store, time, store.Folder.IndexPath, VectorProviders.Source(() => Options.Vectors, time));
        _following = new VectorFollowing(Vectors, time);
        Recall = new Recall(store, time, store.Folder.IndexPath, _index, Vectors);
        Context = new ContextPacker(Recall);
        Layered = new LayeredRecall(store, Recall, Context, options.Data.UserLayer ? Layers.Both : Layers.Workspace);
        _analytics = new(() => new AnalyticsRuns(store, options.Analytics.ToRuns(), time)); // most commands never ask: their start is not to pay
        Care = new CareQueries(store);
        CareStep = new CareStep(store, Commands, () => Options.Care, time);
        Plugins = new MemoryPlugins(
            store.Folder, new PluginServices(store, _unattended, Queries, Recall), options.Plugins.ToPlugins(), time, UnattendedTools, Attend);
        Log = new LogRetention(store, () => Options.Store.LogRetentionDays, time);
    }

    /// <summary>As it was opened, but for what a changed configuration brought since.</summary>
    public GraphMemoryOptions Options => _options;

    public DataFolder Folder => _store.Folder;

    public IGraphStore Store => _store;

    public GraphCommands Commands { get; }

    public GraphQueries Queries { get; }

    public GraphPages Pages { get; }

    public GraphPaths Paths { get; }

    public GraphHistory History { get; }

    public TelemetryQueries Telemetry { get; }

    public Recall Recall { get; }

    public ContextPacker Context { get; }

    /// <summary>Questions to a workspace and to the layer of its user beside it; what every door asks.</summary>
    public LayeredRecall Layered { get; }

    /// <summary>Algorithms over whole graphs.</summary>
    public AnalyticsRuns Analytics => _analytics.Value;

    /// <summary>What could be put in order.</summary>
    public CareQueries Care { get; }

    private CareStep CareStep { get; }

    public VectorMemory Vectors { get; }

    private LogRetention Log { get; }

    public MemoryPlugins Plugins { get; }

    public static Result<MemoryHost> Open(GraphMemoryOptions options, TimeProvider time) =>
        SqliteGraphStore.Open(new DataFolder(options.Data.Folder), time, options.Store.ToSqlite() with { NewWorkspaceQuotas = options.Quotas.ToQuotas() }).Map(store => Of(store, options, time));

    private static MemoryHost Of(SqliteGraphStore store, GraphMemoryOptions options, TimeProvider time)
    {
        var memory = new MemoryHost(store, options, time);
        memory.Plugins.Open();
        return memory;
    }

    /// <summary>What plugins' processes may call: what it writes and answers passes no plugin.</summary>
    private ToolHost UnattendedTools() => new(
        _store, _unattended, Queries, new RecallDoor((id, request, _) => Recall.AskAlone([id], request), Layered.Pack), ToolProfiles.Create(), Options.Mcp.ToLimits(), _time);

    /// <summary>Plugins come into the way of writes and answers when some want to, and out of it when none does.</summary>
    private void Attend(WriteHooks writes, RecallHooks answers)
    {
        Commands.Participant = writes.IsUsed ? writes : null;
        Recall.Participant = answers.IsUsed ? answers : null;
    }

    /// <summary>Takes over the keys that may change while it is open.</summary>
    public void Take(GraphMemoryOptions options)
    {
        _options = options;
        Commands.Limits = options.Limits.ToGraphLimits();
        _unattended.Limits = options.Limits.ToGraphLimits();
        options.Index.CopyTo(_index);
        lock (_limits) { _limits.ForEach(options.Mcp.CopyTo); }
    }

    /// <summary>The workspace to write to, made when it does not exist.</summary>
    public async Task<Result<long>> WorkspaceToWriteAsync(CancellationToken cancellationToken) =>
        (await _store.OpenWorkspaceAsync(Options.Data.WorkspaceInUse, cancellationToken)).Map(workspace => workspace.Id);

    /// <summary>The workspace to read when none is named.</summary>
    public async Task<Result<long>> WorkspaceToReadAsync(CancellationToken cancellationToken) =>
        (await WorkspaceToReadAsync(Options.Data.WorkspaceInUse, cancellationToken)).Map(workspace => workspace.Id);

    /// <summary>
    /// The workspace to read. A repository that has none yet reads <c>default</c>, which always exists for its reader; a mistyped name is not
    /// made by reading.
    /// </summary>
    public async Task<Result<Workspace>> WorkspaceToReadAsync(string name, CancellationToken cancellationToken)
    {
        if (_store.FindWorkspace(name) is { } found) { return found; }
        if (name == Workspace.DefaultName || (!Options.Data.IsWorkspaceNamed && name == Options.Data.WorkspaceInUse))
        {
            return await _store.OpenWorkspaceAsync(Workspace.DefaultName, cancellationToken);
        }

        var nearest = NearestNames.Of(name, _store.Workspaces().Select(workspace => workspace.Name), 1).FirstOrDefault();
        return GraphProblems.WorkspaceNotFound.With(
            $"There is no workspace \"{name}\".",
            new FieldProblem("workspace", "does not exist", nearest is null ? "\"graphmemory status\" lists them." : $"Did you mean {nearest}?"));
    }

    /// <summary>What a long-running process does beside its requests.</summary>
    /// <param name="workspace">The only one that it serves; null for all.</param>
    public IEnumerable<BackgroundStep> Steps(string? workspace = null) =>
    [
        CheckpointStep(_store),
        new("index", TimeSpan.FromSeconds(2), _ => FollowLog(workspace)),
        new("log", TimeSpan.FromMinutes(10), Log.Run),
        new("erasure", TimeSpan.FromSeconds(5), _ => Wait(EraseDeletedAsync(ErasureStepsPerRound))),
        new("care", TimeSpan.FromMinutes(1), CareStep.Run),
        new("plugins", TimeSpan.FromSeconds(2), _ => Wait(Plugins.FollowAsync())),
        new("vectors", TimeSpan.FromSeconds(2), logger => _following.Run(Served(workspace), logger)),
    ];

    /// <summary>Ends the long work of the steps; what it has not come to is done by the next process.</summary>
    public void StopSteps() => _following.Stop();

    /// <summary>True once every index stood at the head of its log: from then on questions only read what is new.</summary>
    public bool IsWarm { get; private set; }

    /// <summary>Brings every index up to date.</summary>
    /// <param name="workspace">Only this one; null for all.</param>
    public void Warm(string? workspace = null)
    {
        foreach (var known in Served(workspace)) { Recall.Warm(known.Id); }
        IsWarm = true;
    }

    /// <summary>The tools of MCP on this memory.</summary>
    public ToolHost Tools(Registry<ToolProfile> profiles, McpLimits limits)
    {
        lock (_limits) { _limits.Add(limits); }
        return new(_store, Commands, Queries, new RecallDoor(Layered.Ask, Layered.Pack), profiles, limits, _time) { Care = new(Care, () => Options.Care, _time), Analytics = _analytics };
    }

    /// <summary>A memory of its own with the same content in another folder, to try something out.</summary>
    public Result<MemoryHost> Copy(string folder, TimeProvider time, CancellationToken cancellationToken) =>
        _store.CopyTo(new DataFolder(folder), cancellationToken) is { } problem
            ? problem
            : Open(Options with { Data = Options.Data with { Folder = folder } }, time);

    /// <summary>Erases what deleted workspaces left behind, a bounded part per transaction; index files go first. True when more is left.</summary>
    public async Task<bool> EraseDeletedAsync(int stepsMax = int.MaxValue)
    {
        if (!_store.State.IsWritable) { return false; }
        Recall.Sweep(_store.Workspaces().Select(workspace => workspace.Id).ToHashSet());
        for (var step = 0; step < stepsMax; step++)
        {
            var erased = await _store.EraseStepAsync(CancellationToken.None);
            if (!erased.IsSuccess) { throw new StoreFaultException(erased.Problem); }
            if (!erased.Value) { return false; }
        }

        return true;
    }

    /// <summary>One verified file with everything in it.</summary>
    public Result<BackupReport> Backup(string path, IProgress<double>? progress, CancellationToken cancellationToken) =>
        _store.Backup(path, progress, cancellationToken);

    public void Dispose()
    {
        _following.Dispose();
        if (_analytics.IsValueCreated) { Analytics.Dispose(); }
        Wait(Plugins.DisposeAsync().AsTask());
        _store.Dispose();
    }

    /// <summary>After much was written: the next start reads a file instead of the log.</summary>
    public void CompactIndex()
    {
        if (_store.FindWorkspace(Options.Data.WorkspaceInUse) is { } found) { Recall.CompactStep(found.Id); }
    }

    // Questions find a warm index, and a later start reads a file instead of the log.
    private void FollowLog(string? workspace)
    {
        Warm(workspace);
        foreach (var known in Served(workspace)) { Recall.CompactStep(known.Id); }
    }

    // A background step has a thread of its own.
    private static void Wait(Task work) => work.GetAwaiter().GetResult();

    // Beside its workspace a process reads the layer of its user, and while its own does not exist the default one.
    private IReadOnlyList<Workspace> Served(string? workspace) => workspace is null
        ? _store.Workspaces()
        : [.. new[] { _store.FindWorkspace(workspace) ?? _store.FindWorkspace(Workspace.DefaultName), _store.FindWorkspace(Workspace.UserName) }
            .OfType<Workspace>().DistinctBy(found => found.Id)];

    /// <summary>Runs long work that writes much, and folds the log of the database in beside it, as every long-running process does.</summary>
    public Task<T> WithCheckpointsAsync<T>(TimeProvider time, Func<Task<T>> work) => WithCheckpointsAsync(_store, time, work);

    public static async Task<T> WithCheckpointsAsync<T>(SqliteGraphStore store, TimeProvider time, Func<Task<T>> work)
    {
        using var background = new BackgroundLoop(CheckpointStep(store), time, NullLogger.Instance);
        await background.StartAsync(CancellationToken.None);
        try { return await work(); }
        finally { await background.StopAsync(CancellationToken.None); }
    }

    /// <summary>Folds the log of the database in beside the writes.</summary>
    public static BackgroundStep CheckpointStep(SqliteGraphStore store) => new("checkpoint", TimeSpan.FromSeconds(1), _ =>
    {
        // As long as a step moves something the next one is worth while; the bound keeps one round short.
        const int stepsPerRound = 64;
        for (var i = 0; i < stepsPerRound && store.CheckpointStep(); i++) { }
    });
}
