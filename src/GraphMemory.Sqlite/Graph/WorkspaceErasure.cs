using System.Collections.Immutable;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>
/// Takes the rows of deleted workspaces out, a bounded number per transaction: nobody waits long for the write lock, and whatever process
/// comes next goes on where one was killed. Freed pages are zeroed by secure_delete.
/// </summary>
internal static class WorkspaceErasure
{
    /// <summary>A few ten milliseconds of writing.</summary>
    public const int RowsPerStep = 1_000;

    // ?1 and ?2 the range of keys, or ?1 the workspace; the last parameter is the most rows to take.
    private static readonly ImmutableArray<string> ByKey =
    [
        "DELETE FROM fact WHERE key IN (SELECT key FROM fact WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3)",
        "DELETE FROM entity WHERE key IN (SELECT key FROM entity WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3)",
        "DELETE FROM log WHERE key IN (SELECT key FROM log WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3)",
    ];

    private static readonly ImmutableArray<string> ByWorkspace =
    [
        "DELETE FROM conflict WHERE workspace_id = ?1 AND (later_id, earlier_id) IN (SELECT later_id, earlier_id FROM conflict WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM provenance WHERE workspace_id = ?1 AND id IN (SELECT id FROM provenance WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM session WHERE workspace_id = ?1 AND id IN (SELECT id FROM session WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM predicate WHERE workspace_id = ?1 AND id IN (SELECT id FROM predicate WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM reply WHERE workspace_id = ?1 AND key IN (SELECT key FROM reply WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM mark WHERE workspace_id = ?1 AND subject_id IN (SELECT subject_id FROM mark WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM revision WHERE workspace_id = ?1 AND id IN (SELECT id FROM revision WHERE workspace_id = ?1 LIMIT ?2)",
        "DELETE FROM merged WHERE workspace_id = ?1 AND (source_id, source_row) IN (SELECT source_id, source_row FROM merged WHERE workspace_id = ?1 LIMIT ?2)",
    ];

    /// <summary>Makes a workspace unreachable.</summary>
    public static void Begin(Database database, long workspaceId, long nowMs)
    {
        database.Prepare("DELETE FROM workspace WHERE id = ?1").Bind(1, workspaceId).Run();
        database.Prepare("INSERT INTO deleted_workspace VALUES(?1, ?2, NULL)").Bind(1, workspaceId).Bind(2, nowMs).Run();
    }

    /// <summary>Erases some rows; tells whether a workspace came to its end, and whether there is more to do.</summary>
    public static (bool HasFinished, bool IsMoreLeft) Step(Database database, long nowMs)
    {
        if (Next(database) is not { } workspaceId) { return (false, false); }
        if (Take(database, workspaceId, RowsPerStep) == 0) { return (false, true); }
        database.Prepare("UPDATE deleted_workspace SET erased_at_ms = ?2 WHERE id = ?1").Bind(1, workspaceId).Bind(2, nowMs).Run();
        return (true, Next(database) is not null);
    }

    /// <summary>The first deleted workspace that has rows left; null when none has.</summary>
    public static long? Next(Database database)
    {
        var row = database.Prepare("SELECT id FROM deleted_workspace WHERE erased_at_ms IS NULL ORDER BY id LIMIT 1");
        if (!row.Step()) { return null; }
        var id = row.Long(0);
        row.Reset();
        return id;
    }

    /// <summary>Takes at most so many rows; what is left of that number is above 0 only when no row is left.</summary>
    private static long Take(Database database, long workspaceId, long left)
    {
        foreach (var sql in ByKey)
        {
            if (left == 0) { return 0; }
            database.Prepare(sql).Bind(1, RowKey.Of(workspaceId, 0)).Bind(2, RowKey.Of(workspaceId, RowKey.SeqMax)).Bind(3, left).Run();
            left -= database.Changes;
        }

        foreach (var sql in ByWorkspace)
        {
            if (left == 0) { return 0; }
            database.Prepare(sql).Bind(1, workspaceId).Bind(2, left).Run();
            left -= database.Changes;
        }

        return left;
    }
}
