using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Writing;

/// <summary>The transaction of one group commit: the works of a batch, each rolled back alone when it fails.</summary>
internal sealed class WriteTransaction(Database database, DataFolder folder, long nowMs)
{
    private readonly Dictionary<long, WorkspaceWriter> _workspaces = [];

    public Database Database => database;

    public DataFolder Folder => folder;

    public long NowMs => nowMs;

    public bool HasPurged => _workspaces.Values.Any(workspace => workspace.HasPurged);

    public WorkspaceWriter? Workspace(long workspaceId)
    {
        if (_workspaces.TryGetValue(workspaceId, out var known)) { return known; }
        return WorkspaceState.Load(database, workspaceId) is { } state ? _workspaces[workspaceId] = new(database, state, nowMs) : null;
    }

    /// <summary>Runs the works. A single one needs no savepoint, whose journal would slow down a large import.</summary>
    public void Run(IReadOnlyList<WriteWork> works)
    {
        foreach (var work in works)
        {
            if (works.Count > 1) { database.Prepare("SAVEPOINT work").Run(); }
            if (work.Run(this)) { Accept(works.Count > 1); }
            else { Reject(works.Count > 1); }
        }
    }

    /// <summary>A damaged page that a work met; the works that did not need it go on.</summary>
    public SqliteFault? Damage { get; set; }

    public void Commit()
    {
        if (database.IsAutoCommit) { return; }
        foreach (var workspace in _workspaces.Values) { workspace.Save(database); }
        database.Prepare("COMMIT").Run();
    }

    private void Accept(bool hasSavepoint)
    {
        foreach (var workspace in _workspaces.Values) { workspace.Accept(); }
        if (hasSavepoint) { database.Prepare("RELEASE work").Run(); }
    }

    private void Reject(bool hasSavepoint)
    {
        database.Execute(hasSavepoint ? "ROLLBACK TO work; RELEASE work" : "ROLLBACK");
        foreach (var workspace in _workspaces.Values) { workspace.Reject(); }
    }
}
