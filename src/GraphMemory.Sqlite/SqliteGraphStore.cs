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

    internal SqliteGraphStore(
        DataFolder folder, Connections connections, ReadPool readers, Checkpoint checkpoint, Writer? writer, Problem? readOnly)
    {
        (Folder, _connections, _readers, _checkpoint, _writer) = (folder, connections, readers, checkpoint, writer);
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
        if (string.IsNullOrWhiteSpace(name) || name.Length > Workspace.NameLengthMax)
        {
            return StoreProblems.BadWorkspaceName.With(
                "The workspace cannot be opened under this name.",
                new FieldProblem("workspace", $"has {name.Length} characters", $"Give 1 to {Workspace.NameLengthMax} characters."));
        }

        return FindWorkspace(name) is { } known
            ? known
            : await WriteAsync(transaction => Create(transaction, name), cancellationToken).ConfigureAwait(false);
    }

    public T Read<T>(long workspaceId, Func<IWorkspaceRead, T> work) => _readers.Read(database =>
        WorkspaceState.Load(database, workspaceId) is { } state
            ? work(new WorkspaceReader(database, state))
            : throw new StoreFaultException(NoWorkspace(workspaceId)));

    public Task<Result<T>> WriteAsync<T>(long workspaceId, Func<IWorkspaceWrite, Result<T>> work, CancellationToken cancellationToken) =>
        WriteAsync(transaction => transaction.Workspace(workspaceId) is { } workspace ? work(workspace) : NoWorkspace(workspaceId), cancellationToken);

    /// <summary>
    /// One step of folding the write-ahead log back into the database. The host calls it now and then, and again while it returns true;
    /// without it the log is folded by the writer once it outgrows its bound.
    /// </summary>
    public bool CheckpointStep() => _readOnly is null && _checkpoint.Step();

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

    // Another caller of the same batch, or another process, may have created it in the meantime.
    private static Result<Workspace> Create(WriteTransaction transaction, string name) =>
        (WorkspaceState.Find(transaction.Database, name) ?? WorkspaceState.Create(transaction.Database, name, transaction.NowMs)).ToWorkspace();

    private static Problem NoWorkspace(long workspaceId) => StoreProblems.NoWorkspace.With($"No workspace has the id {workspaceId}. Open it by name first.");
}
