using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>The last mark of each fact and entity that has one.</summary>
internal sealed class MarkTable(Database database, long workspaceId)
{
    private const string Columns = "SELECT subject_id, is_entity, seq, tier, pinned, expires_at_ms FROM mark WHERE workspace_id = ?1 ";

    public Mark? Of(long subjectId) =>
        Rows(database.Prepare(Columns + "AND subject_id = ?2").Bind(1, workspaceId).Bind(2, subjectId)).FirstOrDefault();

    public List<Mark> After(long afterSeq, int countMax) =>
        Rows(database.Prepare(Columns + "AND seq > ?2 ORDER BY seq LIMIT ?3").Bind(1, workspaceId).Bind(2, afterSeq).Bind(3, countMax));

    public List<Mark> Expired(long atMs, int countMax) => Rows(database
        .Prepare(Columns + "AND expires_at_ms <= ?2 AND pinned = 0 ORDER BY expires_at_ms, subject_id LIMIT ?3")
        .Bind(1, workspaceId).Bind(2, atMs).Bind(3, countMax));

    public void Set(Mark mark) =>
        database.Prepare("INSERT OR REPLACE INTO mark VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, workspaceId).Bind(2, mark.SubjectId).Bind(3, mark.Seq).Bind(4, mark.IsEntity).Bind(5, (long?)mark.Tier)
            .Bind(6, mark.IsPinned).Bind(7, mark.ExpiresAtMs).Run();

    public void PurgeOf(long subjectId) =>
        database.Prepare("DELETE FROM mark WHERE workspace_id = ?1 AND subject_id = ?2").Bind(1, workspaceId).Bind(2, subjectId).Run();

    private static List<Mark> Rows(Statement rows)
    {
        var marks = new List<Mark>();
        while (rows.Step())
        {
            marks.Add(new(rows.Long(0), rows.Int(1) != 0, rows.Long(2), (Tier?)rows.LongOrNull(3), rows.Int(4) != 0, rows.LongOrNull(5)));
        }

        return marks;
    }
}
