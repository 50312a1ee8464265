using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>Stretches of the log that can be undone. Whether any merge stands is asked for each unknown name, so it is remembered.</summary>
internal sealed class RevisionTable(Database database, long workspaceId)
{
    private const string Columns = "SELECT id, first_seq, kind, subject_id, object_id, note, undone_first_seq, undone_seq FROM revision WHERE workspace_id = ?1 ";

    private const string IsStandingMerge = "AND kind = 1 AND undone_seq IS NULL ";

    private bool? _hasMerges;

    public bool HasMerges => _hasMerges ??= AnyMerge();

    public Revision? Get(long id) => First(Columns + "AND id = ?2", id);

    public List<Revision> Before(long id, int countMax) =>
        Rows(database.Prepare(Columns + "AND id < ?2 ORDER BY id DESC LIMIT ?3").Bind(1, workspaceId).Bind(2, id).Bind(3, countMax));

    /// <summary>Stretches do not overlap: the first that ends at or after a position is the only one that can hold it.</summary>
    public Revision? At(long seq) =>
        First(Columns + "AND id >= ?2 ORDER BY id LIMIT 1", seq) is { } found && found.FirstSeq <= seq ? found
        : First(Columns + "AND undone_seq >= ?2 ORDER BY undone_seq LIMIT 1", seq) is { } undone && undone.UndoneFirstSeq <= seq ? undone
        : null;

    public Revision? MergeOf(long entityId) => HasMerges
        ? Rows(database.Prepare(Columns + IsStandingMerge + "AND subject_id = ?2").Bind(1, workspaceId).Bind(2, entityId)).FirstOrDefault()
        : null;

    public List<Revision> Merges() => HasMerges ? Rows(database.Prepare(Columns + IsStandingMerge + "ORDER BY id").Bind(1, workspaceId)) : [];

    public void Insert(Revision revision)
    {
        database.Prepare("INSERT INTO revision VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
            .Bind(1, workspaceId).Bind(2, revision.Id).Bind(3, revision.FirstSeq).Bind(4, (long)revision.Kind).Bind(5, revision.SubjectId)
            .Bind(6, revision.ObjectId).Bind(7, revision.Note).Bind(8, revision.UndoneFirstSeq).Bind(9, revision.UndoneSeq).Run();
        Forget();
    }

    public void Undo(long id, long firstSeq, long seq)
    {
        database.Prepare("UPDATE revision SET undone_first_seq = ?3, undone_seq = ?4 WHERE workspace_id = ?1 AND id = ?2 AND undone_seq IS NULL")
            .Bind(1, workspaceId).Bind(2, id).Bind(3, firstSeq).Bind(4, seq).Run();
        Forget();
        if (database.Changes != 1) { throw new InvalidOperationException($"Revision {id} does not stand."); }
    }

    /// <summary>Drops what was remembered: rows changed, or the transaction went back to an earlier state.</summary>
    public void Forget() => _hasMerges = null;

    private Revision? First(string sql, long seq) => Rows(database.Prepare(sql).Bind(1, workspaceId).Bind(2, seq)).FirstOrDefault();

    private bool AnyMerge()
    {
        var row = database.Prepare("SELECT EXISTS (SELECT 1 FROM revision WHERE workspace_id = ?1 AND kind = 1 AND undone_seq IS NULL)").Bind(1, workspaceId);
        row.Step();
        var isAny = row.Int(0) != 0;
        row.Reset();
        return isAny;
    }

    private static List<Revision> Rows(Statement rows)
    {
        var revisions = new List<Revision>();
        while (rows.Step())
        {
            revisions.Add(new(rows.Long(0), rows.Long(1), (RevisionKind)rows.Int(2), rows.Long(3), rows.Long(4), rows.Text(5), rows.LongOrNull(6), rows.LongOrNull(7)));
        }

        return revisions;
    }
}
