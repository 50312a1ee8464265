using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <param name="headSeq">Where the log stood when the transaction began: facts about a later entity were recorded here.</param>
internal sealed class FactTable(Database database, long workspaceId, long headSeq, PredicateTable predicates, ProvenanceTable provenances)
{
    private const string Columns = """
        SELECT key, kind, subject_id, predicate_id, object_id, claim_key, polarity, valid_from, valid_to, recorded_at_ms, superseded_seq,
            superseded_at_ms, supersedes_id, provenance_id, confidence, weight, tags, metadata, text FROM fact 
        """;

    private readonly Statement _insert = database.Prepare(
        "INSERT INTO fact VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, NULL, ?12, ?13, ?14, ?15, ?16, ?17, ?18)");

    // Claims about entities that this transaction added: what is not among them has no row. Those rolled back may stay.
    private readonly HashSet<(long SubjectId, int PredicateId, long ClaimKey)> _claimsAboutNew = [];

    public Fact? Get(long id)
    {
        var row = database.Prepare(Columns + "WHERE key = ?1").Bind(1, Key(id));
        if (!row.Step()) { return null; }
        var fact = Row(row);
        row.Reset();
        return fact;
    }

    public List<Fact> OfSubject(long subjectId) =>
        Rows(database.Prepare(Columns + "WHERE workspace_id = ?1 AND subject_id = ?2 ORDER BY key").Bind(1, workspaceId).Bind(2, subjectId));

    public List<Fact> OfSubject(long subjectId, int predicateId) =>
        Rows(database.Prepare(Columns + "WHERE workspace_id = ?1 AND subject_id = ?2 AND predicate_id = ?3 ORDER BY key")
            .Bind(1, workspaceId).Bind(2, subjectId).Bind(3, predicateId));

    public IReadOnlyList<Fact> OfClaim(long subjectId, int predicateId, long claimKey)
    {
        if (subjectId > headSeq && !_claimsAboutNew.Contains((subjectId, predicateId, claimKey))) { return []; }
        return Rows(database.Prepare(Columns + "WHERE workspace_id = ?1 AND subject_id = ?2 AND predicate_id = ?3 AND claim_key = ?4 ORDER BY key")
            .Bind(1, workspaceId).Bind(2, subjectId).Bind(3, predicateId).Bind(4, claimKey));
    }

    public List<Fact> About(long objectId) =>
        Rows(database.Prepare(Columns + "WHERE workspace_id = ?1 AND object_id = ?2 ORDER BY key").Bind(1, workspaceId).Bind(2, objectId));

    public void Visit(long afterSeq, long toSeq, FactVisitor visitor)
    {
        var rows = database.Prepare(Columns + "WHERE key > ?1 AND key <= ?2 ORDER BY key").Bind(1, Key(afterSeq)).Bind(2, Key(toSeq));
        try
        {
            while (rows.Step()) { visitor(Span(rows)); }
        }
        finally { rows.Reset(); }
    }

    public List<(long FactId, long SupersededSeq)> ClosedAfter(long afterSeq, long toSeq)
    {
        var closed = new List<(long, long)>();
        var rows = database.Prepare("SELECT key, superseded_seq FROM fact WHERE workspace_id = ?1 AND superseded_seq > ?2 AND superseded_seq <= ?3")
            .Bind(1, workspaceId).Bind(2, afterSeq).Bind(3, toSeq);
        while (rows.Step()) { closed.Add((RowKey.Seq(rows.Long(0)), rows.Long(1))); }
        return closed;
    }

    /// <summary>
    /// The last position up to <paramref name="toSeq"/> at which facts changed at or before a time, for the part of the log that was
    /// trimmed: recording and closing rise with time, so the last of both shows the same facts as the log would. Costs a scan back from <paramref name="toSeq"/>.
    /// </summary>
    public long SeqAt(long atMs, long toSeq)
    {
        var recorded = LastSeq(database.Prepare("SELECT key & ?3 FROM fact WHERE key <= ?1 AND key > ?2 AND recorded_at_ms <= ?4 ORDER BY key DESC LIMIT 1")
            .Bind(1, Key(toSeq)).Bind(2, Key(0)).Bind(3, RowKey.SeqMax).Bind(4, atMs));
        var closed = LastSeq(database.Prepare("""
            SELECT superseded_seq FROM fact WHERE workspace_id = ?1 AND superseded_seq <= ?2 AND superseded_at_ms <= ?3
            ORDER BY superseded_seq DESC LIMIT 1
            """).Bind(1, workspaceId).Bind(2, toSeq).Bind(3, atMs));
        return Math.Max(recorded, closed);
    }

    /// <summary>Whether any fact, standing or closed, has this entity at one of its ends.</summary>
    public bool Names(long entityId)
    {
        var row = database.Prepare("""
            SELECT EXISTS (SELECT 1 FROM fact WHERE workspace_id = ?1 AND subject_id = ?2)
                OR EXISTS (SELECT 1 FROM fact WHERE workspace_id = ?1 AND object_id = ?2)
            """).Bind(1, workspaceId).Bind(2, entityId);
        row.Step();
        var isNamed = row.Int(0) != 0;
        row.Reset();
        return isNamed;
    }

    public void Insert(long id, FactDraft statement, long nowMs)
    {
        var predicateId = predicates.FindOrAdd(statement.Predicate).Id;
        if (statement.SubjectId > headSeq) { _claimsAboutNew.Add((statement.SubjectId, predicateId, statement.ClaimKey)); }
        _insert.Bind(1, Key(id)).Bind(2, workspaceId).Bind(3, (long)statement.Kind).Bind(4, statement.SubjectId)
            .Bind(5, predicateId).Bind(6, statement.ObjectId).Bind(7, statement.ClaimKey)
            .Bind(8, (long)statement.Polarity).Bind(9, statement.Valid.FromMs == ValidTime.Beginning ? null : statement.Valid.FromMs)
            .Bind(10, statement.Valid.ToMs == ValidTime.Open ? null : statement.Valid.ToMs).Bind(11, nowMs).Bind(12, statement.SupersedesId)
            .Bind(13, provenances.Use(statement.Provenance)).Bind(16, FactText.OfTags(statement.Tags))
            .Bind(17, FactText.OfMetadata(statement.Metadata)).Bind(18, statement.Text);
        BindUnlessOne(14, statement.Confidence);
        BindUnlessOne(15, statement.Weight);
        _insert.Run();
    }

    public void Close(long id, long seq, long nowMs) =>
        database.Prepare("UPDATE fact SET superseded_seq = ?2, superseded_at_ms = ?3 WHERE key = ?1")
            .Bind(1, Key(id)).Bind(2, seq).Bind(3, nowMs).Run();

    public void Purge(long id) => database.Prepare("DELETE FROM fact WHERE key = ?1").Bind(1, Key(id)).Run();

    /// <summary>What closing and purging need to know of a row; null when there is none.</summary>
    public (FactKind Kind, bool IsLive, int ProvenanceId, long TextBytes)? Head(long id)
    {
        var row = database.Prepare("SELECT kind, superseded_seq, provenance_id, length(CAST(text AS BLOB)) FROM fact WHERE key = ?1").Bind(1, Key(id));
        if (!row.Step()) { return null; }
        var head = ((FactKind)row.Int(0), row.IsNull(1), row.Int(2), row.Long(3));
        row.Reset();
        return head;
    }

    private static long LastSeq(Statement row)
    {
        if (!row.Step()) { return 0; }
        var seq = row.Long(0);
        row.Reset();
        return seq;
    }

    private void BindUnlessOne(int parameter, float value)
    {
        if (value == 1f) { _insert.BindNull(parameter); }
        else { _insert.Bind(parameter, (double)value); }
    }

    private long Key(long id) => RowKey.Of(workspaceId, id);

    private List<Fact> Rows(Statement rows)
    {
        if (!rows.Step()) { return []; }
        var facts = new List<Fact> { Row(rows) };
        while (rows.Step()) { facts.Add(Row(rows)); }
        return facts;
    }

    private Fact Row(Statement row)
    {
        var statement = new FactDraft(
            (FactKind)row.Int(1), row.Long(2), predicates.Get(row.Int(3)).Name, row.LongOrNull(4), row.TextOrNull(18), row.Long(5),
            (Polarity)row.Int(6), Valid(row), row.LongOrNull(12), provenances.Get(row.Int(13)), OneUnlessSet(row, 14), OneUnlessSet(row, 15),
            FactText.Tags(row.Bytes(16)), FactText.Metadata(row.Bytes(17)));
        return new(RowKey.Seq(row.Long(0)), statement, row.Long(9), row.LongOrNull(10), row.LongOrNull(11));
    }

    private FactRow Span(Statement row)
    {
        var provenanceId = row.Int(13);
        return new FactRow
        {
            Id = RowKey.Seq(row.Long(0)),
            Kind = (FactKind)row.Int(1),
            SubjectId = row.Long(2),
            PredicateId = row.Int(3),
            ObjectId = row.Long(4),
            TextUtf8 = row.Bytes(18),
            Polarity = (Polarity)row.Int(6),
            Valid = Valid(row),
            ProvenanceId = provenanceId,
            SessionId = provenances.SessionOf(provenanceId),
            Confidence = OneUnlessSet(row, 14),
            Weight = OneUnlessSet(row, 15),
            TagsUtf8 = row.Bytes(16),
            RecordedAtMs = row.Long(9),
            SupersededSeq = row.Long(10),
            SupersedesId = row.Long(12),
        };
    }

    private static ValidTime Valid(Statement row) => new(row.LongOrNull(7) ?? ValidTime.Beginning, row.LongOrNull(8) ?? ValidTime.Open);

    private static float OneUnlessSet(Statement row, int column) => row.IsNull(column) ? 1f : (float)row.Double(column);
}
