using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

internal sealed class ConflictTable(Database database, long workspaceId)
{
    private const string Columns = "SELECT earlier_id, later_id, kind, resolved_seq FROM conflict WHERE workspace_id = ?1 ";

    public List<Conflict> Page(bool openOnly, int countMax) =>
        Rows(database.Prepare(openOnly
                ? Columns + "AND resolved_seq IS NULL ORDER BY later_id, earlier_id LIMIT ?2"
                : Columns + "ORDER BY later_id, earlier_id LIMIT ?2")
            .Bind(1, workspaceId).Bind(2, countMax));

    public List<Conflict> Of(long factId) =>
        Rows(database.Prepare(Columns + "AND (later_id = ?2 OR earlier_id = ?2) ORDER BY later_id, earlier_id").Bind(1, workspaceId).Bind(2, factId));

    /// <summary>False when the pair is known already.</summary>
    public bool Add(long earlierId, long laterId, ConflictKind kind)
    {
        database.Prepare("INSERT OR IGNORE INTO conflict VALUES(?1, ?2, ?3, ?4, NULL)")
            .Bind(1, workspaceId).Bind(2, laterId).Bind(3, earlierId).Bind(4, (long)kind).Run();
        return database.Changes == 1;
    }

    public void Resolve(long earlierId, long laterId, long seq)
    {
        database.Prepare("UPDATE conflict SET resolved_seq = ?4 WHERE workspace_id = ?1 AND later_id = ?2 AND earlier_id = ?3 AND resolved_seq IS NULL")
            .Bind(1, workspaceId).Bind(2, laterId).Bind(3, earlierId).Bind(4, seq).Run();
        if (database.Changes != 1) { throw new InvalidOperationException($"Facts {earlierId} and {laterId} have no open conflict."); }
    }

    public void PurgeOf(long factId) =>
        database.Prepare("DELETE FROM conflict WHERE workspace_id = ?1 AND (later_id = ?2 OR earlier_id = ?2)")
            .Bind(1, workspaceId).Bind(2, factId).Run();

    private static List<Conflict> Rows(Statement rows)
    {
        var conflicts = new List<Conflict>();
        while (rows.Step()) { conflicts.Add(new(rows.Long(0), rows.Long(1), (ConflictKind)rows.Int(2), rows.LongOrNull(3))); }
        return conflicts;
    }
}
