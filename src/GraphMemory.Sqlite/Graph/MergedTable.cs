using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>What was carried over from other workspaces, by the ids on both sides. Row 0 of a source holds how far its log was read.</summary>
internal sealed class MergedTable(Database database, long workspaceId)
{
    private const long Progress = 0;

    public MergedRow? Find(long sourceId, long sourceRow)
    {
        var row = database.Prepare("SELECT target_row, is_own FROM merged WHERE workspace_id = ?1 AND source_id = ?2 AND source_row = ?3")
            .Bind(1, workspaceId).Bind(2, sourceId).Bind(3, sourceRow);
        if (!row.Step()) { return null; }
        var merged = new MergedRow(row.Long(0), row.Int(1) != 0);
        row.Reset();
        return merged;
    }

    public void Keep(long sourceId, long sourceRow, MergedRow merged) =>
        database.Prepare("INSERT OR REPLACE INTO merged VALUES(?1, ?2, ?3, ?4, ?5)")
            .Bind(1, workspaceId).Bind(2, sourceId).Bind(3, sourceRow).Bind(4, merged.Id).Bind(5, merged.IsOwn).Run();

    public long Seq(long sourceId) => Find(sourceId, Progress)?.Id ?? 0;

    public void SetSeq(long sourceId, long seq) => Keep(sourceId, Progress, new MergedRow(seq, IsOwn: false));
}
