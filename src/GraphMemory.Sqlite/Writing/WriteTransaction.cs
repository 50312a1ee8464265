using GraphMemory.Sqlite.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Writing;

/// <summary>The transaction of one group commit: the works of a batch, each rolled back alone when it fails.</summary>
internal sealed class WriteTransaction(Database database, DataFolder folder, long nowMs)
{
    private readonly Dictionary<long, WorkspaceWriter> _workspaces = [];
    private bool _hasErasedNow;

    public Database Database => database;

    public DataFolder Folder => folder;

    public long NowMs => nowMs;

    /// <summary>True when the last rows of a deleted workspace went.</summary>
    public bool HasErased { get; private set; }

    public bool HasPurged => _workspaces.Values.Any(workspace => workspace.HasPurged);

    public WorkspaceWriter? Workspace(long workspaceId)
    {
        // One that an earlier work of this batch deleted is dead for the works after it.
        if (_workspaces.TryGetValue(workspaceId, out var known)) { return known.IsDeleted ? null : known; }
        return WorkspaceState.Load(database, workspaceId) is { } state ? _workspaces[workspaceId] = new(database, state, nowMs) : null;
    }

    /// <summary>Erases a part of what deleted workspaces left behind; true when more is left.</summary>
    public bool EraseStep()
    {
        var (hasFinished, isMoreLeft) = WorkspaceErasure.Step(database, nowMs);
        _hasErasedNow = hasFinished;
        return isMoreLeft;
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
        foreach (var workspace in _workspaces.Values) { workspace.Save(); }
        database.Prepare("COMMIT").Run();
    }

    private void Accept(bool hasSavepoint)
    {
        HasErased |= _hasErasedNow;
        _hasErasedNow = false;
        foreach (var workspace in _workspaces.Values) { workspace.Accept(); }
        if (hasSavepoint) { database.Prepare("RELEASE work").Run(); }
    }

    private void Reject(bool hasSavepoint)
    {
        _hasErasedNow = false;
        database.Execute(hasSavepoint ? "ROLLBACK TO work; RELEASE work" : "ROLLBACK");
        foreach (var workspace in _workspaces.Values) { workspace.Reject(); }
    }
}
