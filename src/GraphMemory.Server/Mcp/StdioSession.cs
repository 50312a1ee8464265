using System.Security.Cryptography;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.Registries;
using GraphMemory.Server.ImportExport;

namespace GraphMemory.Server.Mcp;

/// <summary>What <c>graphmemory mcp</c> was asked for.</summary>
/// <param name="Workspace">Null when nobody named one: then a memory file has a workspace of its own, and everything else is in the default one.</param>
/// <param name="MemoryFile">Full path of the file that the workspace mirrors; null for none.</param>
/// <param name="Server">A server that runs on the same folder, if there is one.</param>
internal sealed record StdioSettings(string DataFolder, string? Workspace, string Tools, string? MemoryFile, ServerAddress? Server);

/// <summary>One run of <c>graphmemory mcp</c>: chooses where the calls go, then speaks the protocol until the client leaves.</summary>
internal sealed class StdioSession(
    StdioSettings settings, Registry<ToolProfile> profiles, McpLimits limits, Func<Result<LocalMemory>> open, TextWriter errors, TimeProvider time)
    : IDisposable
{
    private readonly string _session = NewId();
    private readonly List<IDisposable> _owned = [];

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
        var chosen = isMirrored ? await MirrorAsync(settings.MemoryFile!, cancellationToken) : Unmirrored();
        if (!chosen.IsSuccess) { return chosen.Problem; }
        var (workspace, tools, mirror) = chosen.Value;
        using var watch = new GraphWatch(tools);
        using var following = mirror is null ? null : watch.Subscribe(workspace, seenSeq: 0, mirror.FollowStoreAsync);
        var connection = new McpConnection(profile, workspace, tools, watch, _session, NewId);
        await McpStdio.RunAsync(connection, limits, input, output, time, cancellationToken);
        return null;
    }

    public void Dispose()
    {
        for (var i = _owned.Count - 1; i >= 0; i--) { _owned[i].Dispose(); }
    }

    private Result<(string Workspace, IToolInvoker Tools, MemoryFileMirror? Mirror)> Unmirrored()
    {
        IToolInvoker? remote = null;
        if (settings.Server is { } server)
        {
            var http = Own(new HttpClient { Timeout = TimeSpan.FromMilliseconds(limits.RemoteTimeoutMs) });
            remote = new RemoteTools(http, server);
        }

        var tools = Own(new FailoverTools(remote, OpenLocal, errors));
        return (settings.Workspace ?? Workspace.DefaultName, tools, null);
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
            path, Path.Combine(settings.DataFolder, "memory-files"), id.Value, local.Store, local.Tools.Commands, local.Tools.Queries,
            new MemoryFileReport(errors), TimeSpan.FromMilliseconds(limits.MemoryFileWaitMs), time));
        await mirror.FollowFileAsync(cancellationToken);
        return (workspace, new MirroredTools(local.Tools, mirror), mirror);
    }

    private ToolHost OpenLocal()
    {
        var opened = open();
        return opened.IsSuccess ? Own(opened.Value).Tools : throw new StoreFaultException(opened.Problem);
    }

    private T Own<T>(T disposable) where T : IDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
