using GraphMemory.Engine.Errors;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Care;
using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;
using GraphMemory.Sqlite.Reading;
using GraphMemory.Sqlite.Schema;
using GraphMemory.Sqlite.Writing;

namespace GraphMemory.Sqlite;

/// <summary>
/// The embedded store: one SQLite file in WAL mode with synchronous=FULL. Any number of processes may open the same folder; the file's
/// locks are the only coordinator.
/// </summary>
public sealed class SqliteGraphStore : IGraphStore
{
    private readonly Connections _connections;
    private readonly ReadPool _readers;
    private readonly Checkpoint _checkpoint;
    private readonly Writer? _writer;
    private readonly StoreState? _readOnly;
    private readonly Quotas _newQuotas;

    internal SqliteGraphStore(
        DataFolder folder, Connections connections, ReadPool readers, Checkpoint checkpoint, Writer? writer, Problem? readOnly, Quotas newQuotas)
    {
        (Folder, _connections, _readers, _checkpoint, _writer, _newQuotas) = (folder, connections, readers, checkpoint, writer, newQuotas);
        _readOnly = readOnly is null ? null : new(IsWritable: false, readOnly);
    }

    public DataFolder Folder { get; }

    public StoreState State => _readOnly ?? _writer!.State;

    /// <summary>Opens the store of a folder; creates both when they do not exist. A folder that cannot be written opens read-only.</summary>
    public static Result<SqliteGraphStore> Open(DataFolder folder, TimeProvider clock, SqliteStoreOptions? options = null) =>
        new StoreOpening(folder, clock, options ?? new()).Run();

    public IReadOnlyList<Workspace> Workspaces() => _readers.Read(database => WorkspaceState.All(database).ConvertAll(state => state.ToWorkspace()));

    public Workspace? FindWorkspace(string name) => _readers.Read(database => WorkspaceState.Find(database, name)?.ToWorkspace());

    public async Task<Result<Workspace>> OpenWorkspaceAsync(string name, CancellationToken cancellationToken)
    {
        if (FindWorkspace(name) is { } known) { return known; }
        return BadName(name) is { } problem
            ? problem
            : await WriteAsync(transaction => Create(transaction, name), cancellationToken).ConfigureAwait(false);
    }

    public async Task<Result<Workspace>> RenameWorkspaceAsync(long workspaceId, string name, CancellationToken cancellationToken) => BadName(name) is { } problem
        ? problem
        : await WriteAsync(transaction => Rename(transaction, workspaceId, name), cancellationToken).ConfigureAwait(false);

    public Task<Result<Workspace>> DeleteWorkspaceAsync(long workspaceId, long? onlyAtSeq, CancellationToken cancellationToken) => WriteAsync<Workspace>(
        transaction =>
        {
            if (transaction.Workspace(workspaceId) is not { } workspace) { return NoWorkspace(workspaceId); }
            if (workspace.Workspace.HeadSeq > onlyAtSeq) { return Moved(workspace.Workspace, onlyAtSeq.Value); }
            workspace.Delete();
            return workspace.Workspace;
        },
        cancellationToken);

    // Looks first, so that a round of a background loop that has nothing to erase takes no lock.
    public async Task<Result<bool>> EraseStepAsync(CancellationToken cancellationToken) =>
        _readers.Read(WorkspaceErasure.Next) is null
            ? false
            : await WriteAsync<bool>(transaction => transaction.EraseStep(), cancellationToken).ConfigureAwait(false);

    public T Read<T>(long workspaceId, Func<IWorkspaceRead, T> work) => _readers.Read(database => work(Reader(database, workspaceId)));

    public T Read<T>(IReadOnlyList<long> workspaceIds, Func<IReadOnlyList<IWorkspaceRead>, T> work) =>
        _readers.Read(database => work([.. workspaceIds.Select(id => Reader(database, id))]));

    public Task<Result<T>> WriteAsync<T>(long workspaceId, Func<IWorkspaceWrite, Result<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(transaction => transaction.Workspace(workspaceId) is { } workspace ? work(workspace) : NoWorkspace(workspaceId), cancellationToken);

    /// <summary>
    /// One step of folding the write-ahead log back into the database. The host calls it now and then, and again while it returns true;
    /// without it the log is folded by the writer once it outgrows its bound.
    /// </summary>
    public bool CheckpointStep() => _readOnly is null && _checkpoint.Step();

    /// <summary>Copies one consistent state into a folder of its own, unchecked: for work that is thrown away.</summary>
    public Problem? CopyTo(DataFolder target, CancellationToken cancellationToken) => new Backup(Folder, _connections).CopyTo(target, cancellationToken);

    /// <summary>Copies one consistent state into one file, beside readers and writers, and verifies the copy.</summary>
    public Result<BackupReport> Backup(string path, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        new Backup(Folder, _connections).Run(path, progress, cancellationToken);

    /// <summary>Checks every page, index and rule on one consistent state, beside writers.</summary>
    public Result<IntegrityReport> CheckIntegrity()
    {
        try
        {
            using var database = _connections.Reader();
            database.Execute("BEGIN");
            return IntegrityCheck.Run(database);
        }
        catch (SqliteFault fault) { return StoreFaults.Of(fault, Folder); }
    }

    /// <summary>Commits what was accepted, then closes. The connection that writes closes last: the last one of all folds the log back.</summary>
    public void Dispose()
    {
        _writer?.Stop();
        _readers.Dispose();
        _checkpoint.Dispose();
        _writer?.Dispose();
    }

    private Task<Result<T>> WriteAsync<T>(Func<WriteTransaction, Result<T>> work, CancellationToken cancellationToken) =>
        _writer is null ? Task.FromResult<Result<T>>(_readOnly!.Problem!) : _writer.RunAsync(work, cancellationToken);

    private static WorkspaceReader Reader(Database database, long workspaceId) => WorkspaceState.Load(database, workspaceId) is { } state
        ? new WorkspaceReader(database, state)
        : throw new StoreFaultException(NoWorkspace(workspaceId));

    private static Problem? BadName(string name) => string.IsNullOrWhiteSpace(name) || name.Length > Workspace.NameLengthMax || name.Any(char.IsControl)
        ? StoreProblems.BadWorkspaceName.With(
            "The workspace cannot have this name.",
            new FieldProblem("workspace", name.Any(char.IsControl) ? "holds a control character" : $"has {name.Length} characters",
                $"Give 1 to {Workspace.NameLengthMax} characters of plain text."))
        : null;

    // Another caller of the same batch, or another process, may have created it in the meantime.
    private Result<Workspace> Create(WriteTransaction transaction, string name) =>
        (WorkspaceState.Find(transaction.Database, name) ?? WorkspaceState.Create(transaction.Database, name, _newQuotas, transaction.NowMs)).ToWorkspace();

    private static Result<Workspace> Rename(WriteTransaction transaction, long workspaceId, string name)
    {
        if (transaction.Workspace(workspaceId) is not { } workspace) { return NoWorkspace(workspaceId); }
        if (WorkspaceState.Find(transaction.Database, name) is { } other && other.Id != workspaceId)
        {
            return StoreProblems.WorkspaceExists.With(
                $"There is a workspace \"{name}\" already.",
                new FieldProblem("workspace", "is taken", $"Choose another name, or join the two: graphmemory workspaces merge {workspace.Workspace.Name} {name}"));
        }

        workspace.Rename(name);
        return workspace.Workspace;
    }

    private static Problem Moved(Workspace workspace, long seq) => StoreProblems.WorkspaceMoved.With(
        $"The workspace {workspace.Name} was at position {seq} and is at {workspace.HeadSeq} now: it was not deleted. Look again, then delete it.");

    private static Problem NoWorkspace(long workspaceId) => StoreProblems.NoWorkspace.With($"No workspace has the id {workspaceId}. Open it by name first.");
}
