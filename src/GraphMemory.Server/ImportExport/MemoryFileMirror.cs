using System.Security.Cryptography;
using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Engine.ImportExport;

namespace GraphMemory.Server.ImportExport;

/// <summary>
/// Keeps a reference memory file and a workspace the same. Who edits the file by hand is right: the workspace follows. Otherwise the file
/// follows the workspace, as soon as a change is durable. Several processes may do this with one file: each reads the state of both under
/// one lock, so that an older picture never replaces a newer one.
/// </summary>
internal sealed class MemoryFileMirror(
    string path, string stateFolder, long workspaceId, IGraphStore store, GraphCommands commands, GraphQueries queries,
    MemoryFileReport report, TimeSpan lockWait, TimeProvider time) : IDisposable
{
    private readonly string _statePath = Path.Combine(stateFolder, MemoryFileState.KeyOf(path) + ".json");
    private readonly string _lockPath = Path.Combine(stateFolder, MemoryFileState.KeyOf(path) + ".lock");
    private readonly SemaphoreSlim _turn = new(1, 1);
    private FileStamp _seen;
    private long _mirroredSeq = -1;

    /// <summary>True while the file stands as someone else wrote it; the next change puts it in order.</summary>
    private bool _isForeign;

    /// <summary>Takes over what was changed in the file since it was last seen here. Costs one look at the file's date when nothing was.</summary>
    public Task FollowFileAsync(CancellationToken cancellationToken) =>
        _mirroredSeq >= 0 && _seen == FileStamp.Of(path) ? Task.CompletedTask : LockedAsync(SyncAsync, cancellationToken);

    /// <summary>Brings the file up to the head of the log.</summary>
    public Task FollowStoreAsync(CancellationToken cancellationToken) =>
        !_isForeign && _mirroredSeq >= HeadSeq() && _seen == FileStamp.Of(path) && _seen.Exists ? Task.CompletedTask : LockedAsync(SyncAndWriteAsync, cancellationToken);

    public void Dispose() => _turn.Dispose();

    private long HeadSeq() => store.Read(workspaceId, read => read.Workspace.HeadSeq);

    private async Task LockedAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(stateFolder);
            await using var held = await MemoryFileLock.TakeAsync(_lockPath, lockWait, time, cancellationToken);
            await work(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            report.Failed(path, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SyncAndWriteAsync(CancellationToken cancellationToken)
    {
        await SyncAsync(cancellationToken);
        if (_isForeign || _mirroredSeq < HeadSeq() || !File.Exists(path)) { Write(); }
    }

    private async Task SyncAsync(CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(path);
        var state = MemoryFileState.Read(_statePath);
        var sha256 = stamp.Exists ? Hash() : null;
        if (state is not null && state.Sha256 == (sha256 ?? ""))
        {
            (_seen, _mirroredSeq) = (stamp, state.Seq);
        }
        else if (sha256 is not null || state is not null)
        {
            await TakeOverAsync(cancellationToken);
        }
        else
        {
            // Neither a file nor a trace of one: nothing was ever written, or it was, and the process died before it could be mirrored.
            (_seen, _mirroredSeq) = (stamp, 0);
        }

        if (_mirroredSeq < HeadSeq()) { Write(); }
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(path);
        var reading = stamp.Exists ? ReferenceFileReading.Of(path) : ReferenceFileReading.Empty;
        var circumstances = Circumstances.Default with { Provenance = new Provenance(Tool: "memory-file", File: path) };
        var result = await commands.ExecuteAsync(workspaceId, new ReplaceGraph(reading.Entities, reading.Relations, circumstances), cancellationToken);
        if (!result.IsSuccess)
        {
            report.Refused(path, result.Problem);
            (_seen, _mirroredSeq, _isForeign) = (stamp, HeadSeq(), true);
            return;
        }

        report.TakenOver(path, reading, result.Value);
        (_seen, _mirroredSeq, _isForeign) = (stamp, HeadSeq(), stamp.Exists);
        new MemoryFileState(path, _mirroredSeq, stamp.Exists ? Hash() : "").Write(_statePath);
    }

    private void Write()
    {
        // The graph is read after its position, so it may be newer than the state says: then it is written once more, never once too few.
        var seq = HeadSeq();
        var graph = queries.ReadGraph(workspaceId);
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) { Directory.CreateDirectory(folder); }
        AtomicFile.Write(path, stream => ReferenceJsonWriter.Write(graph, stream));
        new MemoryFileState(path, seq, Hash()).Write(_statePath);
        (_seen, _mirroredSeq, _isForeign) = (FileStamp.Of(path), seq, false);
    }

    private string Hash()
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>What changes when someone else writes the file.</summary>
    private readonly record struct FileStamp(bool Exists, long Length, long WrittenTicks)
    {
        public static FileStamp Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(true, file.Length, file.LastWriteTimeUtc.Ticks) : default;
        }
    }
}
