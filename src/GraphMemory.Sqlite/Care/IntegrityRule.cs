using System.Collections.Immutable;

namespace GraphMemory.Sqlite.Care;

/// <summary>Something that holds in every sound workspace. The query counts what breaks it: ?1 the workspace, ?2 and ?3 its range of keys.</summary>
/// <param name="SinceVersion">The schema that the query needs: backups may be older.</param>
internal sealed record IntegrityRule(string Fault, string CountSql, int SinceVersion = 1)
{
    private const string SeqOfKey = "(key & 0xFFFFFFFFFF)";

    public static ImmutableArray<IntegrityRule> All { get; } =
    [
        new("events are missing from the log, or stand outside its bounds", """
            SELECT abs(count(*) - (SELECT head_seq - log_start_seq + 1 FROM workspace WHERE id = ?1))
                + (count(*) > 0 AND (min(key) - ?2 <> (SELECT log_start_seq FROM workspace WHERE id = ?1)))
            FROM log WHERE key BETWEEN ?2 AND ?3
            """),
        new("events of the log go back in time",
            "SELECT count(*) FROM (SELECT at_ms < lag(at_ms) OVER (ORDER BY key) AS falls FROM log WHERE key BETWEEN ?2 AND ?3) WHERE falls"),
        new("facts or entities stand beyond the head of the log", $"""
            SELECT (SELECT count(*) FROM fact WHERE key BETWEEN ?2 AND ?3 AND max({SeqOfKey}, coalesce(superseded_seq, 0)) > head_seq)
                + (SELECT count(*) FROM entity WHERE key BETWEEN ?2 AND ?3
                    AND max({SeqOfKey}, coalesce(declared_seq, 0), coalesce(deleted_seq, 0)) > head_seq)
            FROM workspace WHERE id = ?1
            """),
        new("live entities share a name", """
            SELECT count(*) FROM (SELECT 1 FROM entity WHERE key BETWEEN ?2 AND ?3 AND deleted_seq IS NULL
                GROUP BY name HAVING count(*) > 1)
            """),
        new("facts belong to another workspace than their key",
            "SELECT count(*) FROM fact WHERE key BETWEEN ?2 AND ?3 AND workspace_id <> ?1"),
        new("facts name an entity that does not exist", """
            SELECT count(*) FROM fact f WHERE key BETWEEN ?2 AND ?3
                AND (NOT EXISTS (SELECT 1 FROM entity e WHERE e.key = ?2 + f.subject_id)
                    OR (object_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.key = ?2 + f.object_id)))
            """),
        new("facts name a predicate that does not exist", """
            SELECT count(*) FROM fact f WHERE key BETWEEN ?2 AND ?3
                AND NOT EXISTS (SELECT 1 FROM predicate p WHERE p.workspace_id = ?1 AND p.id = f.predicate_id)
            """),
        new("facts name a source that does not exist", """
            SELECT count(*) FROM fact f WHERE key BETWEEN ?2 AND ?3
                AND provenance_id <> 0 AND NOT EXISTS (SELECT 1 FROM provenance p WHERE p.workspace_id = ?1 AND p.id = f.provenance_id)
            """),
        new("sources miscount the facts that use them", """
            SELECT count(*) FROM provenance p
                LEFT JOIN (SELECT provenance_id, count(*) AS used FROM fact WHERE key BETWEEN ?2 AND ?3 GROUP BY provenance_id) f ON f.provenance_id = p.id
            WHERE p.workspace_id = ?1 AND p.uses <> coalesce(f.used, 0)
            """),
        new("sources name a session that does not exist", """
            SELECT count(*) FROM provenance p WHERE p.workspace_id = ?1 AND session_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM session s WHERE s.workspace_id = ?1 AND s.id = p.session_id)
            """),
        new("conflicts name a fact that does not exist", """
            SELECT count(*) FROM conflict c WHERE c.workspace_id = ?1
                AND (NOT EXISTS (SELECT 1 FROM fact f WHERE f.key = ?2 + c.later_id) OR NOT EXISTS (SELECT 1 FROM fact f WHERE f.key = ?2 + c.earlier_id))
            """),
        new("marks name nothing that exists, or stand beyond the head of the log", """
            SELECT count(*) FROM mark m WHERE m.workspace_id = ?1
                AND ((is_entity = 1 AND NOT EXISTS (SELECT 1 FROM entity e WHERE e.key = ?2 + m.subject_id))
                    OR (is_entity = 0 AND NOT EXISTS (SELECT 1 FROM fact f WHERE f.key = ?2 + m.subject_id))
                    OR seq > (SELECT head_seq FROM workspace WHERE id = ?1))
            """),
        new("revisions overlap, or stand beyond the head of the log", """
            SELECT count(*) FROM (
                SELECT first_seq, id, undone_seq, lag(id) OVER (ORDER BY id) AS previous FROM revision WHERE workspace_id = ?1)
            WHERE first_seq > id OR first_seq <= coalesce(previous, 0)
                OR max(id, coalesce(undone_seq, 0)) > (SELECT head_seq FROM workspace WHERE id = ?1)
            """),
        new("counters differ from what they count", """
            SELECT (entities <> (SELECT count(*) FROM entity WHERE key BETWEEN ?2 AND ?3 AND deleted_seq IS NULL))
                + (observations <> (SELECT count(*) FROM fact WHERE key BETWEEN ?2 AND ?3 AND superseded_seq IS NULL AND kind = 1))
                + (relations <> (SELECT count(*) FROM fact WHERE key BETWEEN ?2 AND ?3 AND superseded_seq IS NULL AND kind = 2))
                + (open_conflicts <> (SELECT count(*) FROM conflict WHERE workspace_id = ?1 AND resolved_seq IS NULL))
            FROM workspace WHERE id = ?1
            """),
        new("the bytes of its texts differ from what is counted", """
            SELECT text_bytes <> (SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM fact WHERE key BETWEEN ?2 AND ?3)
            FROM workspace WHERE id = ?1
            """, SinceVersion: 2),
    ];
}
