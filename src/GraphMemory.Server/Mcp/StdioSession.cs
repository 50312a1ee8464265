using System.Security.Cryptography;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Engine.Workspaces;
using GraphMemory.Server.ImportExport;
using GraphMemory.Server.Mcp.Elicitation;
using GraphMemory.Sqlite;

namespace GraphMemory.Server.Mcp;

/// <summary>What <c>graphmemory mcp</c> was asked for.</summary>
/// <param name="Workspace">Null when nobody named one: then a memory file has a workspace of its own, and everything else is in <see cref="Automatic"/>.</param>
/// <param name="MemoryFile">Full path of the file that the workspace mirrors; null for none.</param>
/// <param name="Server">A server that runs on the same folder, if there is one.</param>
internal sealed record StdioSettings(string DataFolder, string? Workspace, string Tools, string? MemoryFile, ServerAddress? Server)
{
    public AutomaticWorkspace Automatic { get; init; } = AutomaticWorkspace.NoRepository;
}

/// <summary>One run of <c>graphmemory mcp</c>: chooses where the calls go, then speaks the protocol until the client leaves.</summary>
internal sealed class StdioSession(
    StdioSettings settings, Registry<ToolProfile> profiles, McpLimits limits, Func<Result<LocalMemory>> open, TextWriter errors, TimeProvider time)
    : IDisposable
{
    /// <summary>A process that is asked to stop does not wait for a disk that hangs.</summary>
    private static readonly TimeSpan PreparePatience = TimeSpan.FromSeconds(1);

    private readonly string _session = NewId();

    /// <summary>One process asks and hears the answer, so its key need not outlive it.</summary>
    private readonly RequestSeal _seal = new(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes), time);
    private readonly List<IDisposable> _owned = [];
    private readonly Lock _gate = new();
    private Task _preparing = Task.CompletedTask;

    /// <summary>Null when the client left in good order.</summary>
    public async Task<Problem?> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        if (!profiles.TryGet(settings.Tools, out var profile))
        {
            return McpProblems.UnknownProfile.With(
                $"There is no tool profile \"{settings.Tools}\"",
                new FieldProblem("--tools", "names no profile", $"use one of {string.Join(", ", profiles.Items.Select(known => known.Name))}"));
        }

        var isMirrored = settings.MemoryFile is not null && profile.Name == ToolProfiles.Reference;
        var chosen = isMirrored ? await MirrorAsync(settings.MemoryFile!, cancellationToken) : Unmirrored(cancellationToken);
        if (!chosen.IsSuccess) { return chosen.Problem; }
        var (workspace, tools, mirror) = chosen.Value;
        var roots = settings.Workspace is null && mirror is null && settings.Automatic.Repository is null ? new RootedTools(tools, workspace, time) : null;
        tools = roots ?? tools;
        using var watch = new GraphWatch(tools);
        using var following = mirror is null ? null : watch.Subscribe(workspace, seenSeq: 0, mirror.FollowStoreAsync);
        var connection = new McpConnection(profile, workspace, tools, watch, _seal, time, _session, NewId)
        {
            IsWorkspaceAutomatic = settings.Workspace is null && mirror is null,
            Roots = roots,
        };
        await McpStdio.RunAsync(connection, limits, input, output, time, cancellationToken);
        return null;
    }

    /// <summary>Whoever opens the store in the background must have it before it can be closed.</summary>
    public void Dispose()
    {
        if (!_preparing.Wait(PreparePatience)) { return; }
        for (var i = _owned.Count - 1; i >= 0; i--) { _owned[i].Dispose(); }
    }

    private Result<(string Workspace, IToolInvoker Tools, MemoryFileMirror? Mirror)> Unmirrored(CancellationToken cancellationToken)
    {
        IToolInvoker? remote = null;
        if (settings.Server is { } server)
        {
            var http = Own(new HttpClient { Timeout = TimeSpan.FromMilliseconds(limits.RemoteTimeoutMs) });
            remote = new RemoteTools(http, server);
        }

        var workspace = settings.Workspace ?? settings.Automatic.Name;
        var tools = Own(new FailoverTools(remote, () => OpenLocal(workspace), errors));
        _preparing = Task.Run(() => tools.PrepareAsync(cancellationToken), CancellationToken.None);
        return (workspace, tools, null);
    }

    private async Task<Result<(string, IToolInvoker, MemoryFileMirror?)>> MirrorAsync(string path, CancellationToken cancellationToken)
    {
        var opened = open();
        if (!opened.IsSuccess) { return opened.Problem; }
        var local = Own(opened.Value);
        var workspace = settings.Workspace ?? $"memory-file-{MemoryFileState.KeyOf(path)}";
        var id = await local.Tools.WorkspaceIdAsync(workspace, cancellationToken);
        if (!id.IsSuccess) { return id.Problem; }
        var mirror = Own(new MemoryFileMirror(
            path, new DataFolder(settings.DataFolder).MirrorsPath, id.Value, local.Store, local.Tools.Commands, local.Tools.Queries,
            new MemoryFileReport(errors), TimeSpan.FromMilliseconds(limits.MemoryFileWaitMs), time));
        await mirror.FollowFileAsync(cancellationToken);
        local.Prepare(workspace);
        return (workspace, new MirroredTools(local.Tools, mirror), mirror);
    }

    private ToolHost OpenLocal(string workspace)
    {
        var opened = open();
        if (!opened.IsSuccess) { throw new StoreFaultException(opened.Problem); }
        var local = Own(opened.Value);
        local.Prepare(workspace);
        return local.Tools;
    }

    private T Own<T>(T disposable) where T : IDisposable
    {
        lock (_gate) { _owned.Add(disposable); }
        return disposable;
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
