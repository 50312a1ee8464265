using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>Sources, kept once each with the number of facts that use them; 0 stands for <see cref="Provenance.None"/>.</summary>
internal sealed class ProvenanceTable(Database database, long workspaceId)
{
    private const string ById = """
        SELECT p.principal, p.client, p.tool, s.name, p.file, p.commit_id, p.url, coalesce(p.session_id, 0)
        FROM provenance p LEFT JOIN session s ON s.workspace_id = p.workspace_id AND s.id = p.session_id
        WHERE p.workspace_id = ?1 AND p.id = ?2
        """;

    private readonly Dictionary<int, (Provenance Provenance, int SessionId)> _byId = new() { [0] = (Provenance.None, 0) };
    private readonly Dictionary<Provenance, int> _ids = new() { [Provenance.None] = 0 };
    private readonly Dictionary<int, int> _uses = [];
    private (Provenance Provenance, int Id) _last = (Provenance.None, 0);

    public Provenance Get(int id) => Known(id).Provenance;

    public int SessionOf(int id) => Known(id).SessionId;

    /// <summary>The id of this source, stored when it is new, with one more use.</summary>
    public int Use(Provenance provenance)
    {
        if (!ReferenceEquals(provenance, _last.Provenance)) { _last = (provenance, IdOf(provenance)); }
        Count(_last.Id, 1);
        return _last.Id;
    }

    public void Release(int id) => Count(id, -1);

    /// <summary>Writes the changed numbers of uses, and erases sources and sessions that nothing uses any more.</summary>
    public void Save()
    {
        foreach (var (id, change) in _uses)
        {
            database.Prepare("UPDATE provenance SET uses = uses + ?3 WHERE workspace_id = ?1 AND id = ?2")
                .Bind(1, workspaceId).Bind(2, id).Bind(3, change).Run();
            if (change < 0) { EraseUnused(id); }
        }

        _uses.Clear();
    }

    /// <summary>Drops what was remembered: the transaction went back to an earlier state.</summary>
    public void Forget()
    {
        _byId.Clear();
        _ids.Clear();
        _uses.Clear();
        _byId[0] = (Provenance.None, 0);
        _ids[Provenance.None] = 0;
        _last = (Provenance.None, 0);
    }

    private void Count(int id, int change)
    {
        if (id == 0) { return; }
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_uses, id, out _) += change;
    }

    private int IdOf(Provenance provenance)
    {
        if (_ids.TryGetValue(provenance, out var known)) { return known; }
        var id = FindOrAdd(provenance);
        _ids[provenance] = id;
        return id;
    }

    // Two sources may share a hash: then the next free hash is taken, as in open addressing.
    private int FindOrAdd(Provenance provenance)
    {
        for (var hash = ProvenanceHash.Of(provenance); ; hash++)
        {
            var row = database.Prepare("SELECT id FROM provenance WHERE workspace_id = ?1 AND hash = ?2").Bind(1, workspaceId).Bind(2, hash);
            if (!row.Step()) { return Add(provenance, hash); }
            var id = row.Int(0);
            row.Reset();
            if (Get(id) == provenance) { return id; }
        }
    }

    private int Add(Provenance provenance, long hash)
    {
        var id = NextId("SELECT coalesce(max(id), 0) + 1 FROM provenance WHERE workspace_id = ?1");
        database.Prepare("INSERT INTO provenance VALUES(?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
            .Bind(1, workspaceId).Bind(2, id).Bind(3, hash).Bind(4, SessionId(provenance.Session)).Bind(5, provenance.Principal)
            .Bind(6, provenance.Client).Bind(7, provenance.Tool).Bind(8, provenance.File).Bind(9, provenance.Commit).Bind(10, provenance.Url)
            .Run();
        return id;
    }

    public int? FindSession(string name)
    {
        var row = database.Prepare("SELECT id FROM session WHERE workspace_id = ?1 AND name = ?2").Bind(1, workspaceId).Bind(2, name);
        if (!row.Step()) { return null; }
        var id = row.Int(0);
        row.Reset();
        return id;
    }

    private long? SessionId(string? name)
    {
        if (name is null) { return null; }
        if (FindSession(name) is { } known) { return known; }
        var id = NextId("SELECT coalesce(max(id), 0) + 1 FROM session WHERE workspace_id = ?1");
        database.Prepare("INSERT INTO session VALUES(?1, ?2, ?3)").Bind(1, workspaceId).Bind(2, id).Bind(3, name).Run();
        return id;
    }

    private int NextId(string sql)
    {
        var row = database.Prepare(sql).Bind(1, workspaceId);
        row.Step();
        var id = row.Int(0);
        row.Reset();
        return id;
    }

    private void EraseUnused(int id)
    {
        var sessionId = SessionOf(id);
        database.Prepare("DELETE FROM provenance WHERE workspace_id = ?1 AND id = ?2 AND uses = 0").Bind(1, workspaceId).Bind(2, id).Run();
        if (database.Changes == 0) { return; }
        if (_byId.Remove(id, out var erased)) { _ids.Remove(erased.Provenance); }
        _last = (Provenance.None, 0);
        database.Prepare("""
            DELETE FROM session WHERE workspace_id = ?1 AND id = ?2
                AND NOT EXISTS (SELECT 1 FROM provenance WHERE workspace_id = ?1 AND session_id = ?2)
            """).Bind(1, workspaceId).Bind(2, sessionId).Run();
    }

    private (Provenance Provenance, int SessionId) Known(int id)
    {
        if (_byId.TryGetValue(id, out var known)) { return known; }
        var row = database.Prepare(ById).Bind(1, workspaceId).Bind(2, id);
        if (!row.Step()) { throw new InvalidDataException($"Workspace {workspaceId} has no provenance {id}. Run: graphmemory doctor."); }
        var provenance = new Provenance(
            row.TextOrNull(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.TextOrNull(6));
        known = _byId[id] = (provenance, row.Int(7));
        row.Reset();
        return known;
    }
}
