using System.Text;
using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

/// <summary>The row of a workspace: its place in the log and its counters.</summary>
internal record struct WorkspaceState(
    long Id, string Name, long HeadSeq, long LogStartSeq, long HeadAtMs, long CreatedAtMs,
    long Entities, long Observations, long Relations, long OpenConflicts, long TextBytes, long? EntitiesMax, long? FactsMax, long? TextBytesMax)
{
    private const string Columns = """
        SELECT id, name, head_seq, log_start_seq, head_at_ms, created_at_ms, entities, observations, relations, open_conflicts,
            text_bytes, entities_max, facts_max, text_bytes_max FROM workspace
        """;

    public readonly Workspace ToWorkspace() => new(Id, Name, HeadSeq, LogStartSeq, CreatedAtMs);

    public readonly WorkspaceCounts ToCounts() => new(Entities, Observations, Relations, OpenConflicts);

    public readonly WorkspaceUse ToUse() => new(Entities, Observations + Relations, TextBytes);

    public readonly Quotas ToQuotas() =>
        (EntitiesMax, FactsMax, TextBytesMax) is (null, null, null) ? Quotas.None : new(EntitiesMax, FactsMax, TextBytesMax);

    public static WorkspaceState? Load(Database database, long workspaceId) =>
        One(database.Prepare(Columns + " WHERE id = ?1").Bind(1, workspaceId));

    public static WorkspaceState? Find(Database database, string name) =>
        One(database.Prepare(Columns + " WHERE name = ?1").Bind(1, name));

    public static List<WorkspaceState> All(Database database)
    {
        var states = new List<WorkspaceState>();
        var rows = database.Prepare(Columns + " ORDER BY name");
        while (rows.Step()) { states.Add(Row(rows)); }
        return states;
    }

    /// <summary>A new workspace under an id that none ever had: whoever remembers the id of a deleted one must not meet another.</summary>
    public static WorkspaceState Create(Database database, string name, Quotas quotas, long nowMs)
    {
        database.Prepare("""
            INSERT INTO workspace(id, name, head_seq, log_start_seq, head_at_ms, created_at_ms, entities, observations, relations, open_conflicts,
                entities_max, facts_max, text_bytes_max)
            SELECT 1 + max(coalesce((SELECT max(id) FROM workspace), 0), coalesce((SELECT max(id) FROM deleted_workspace), 0)),
                ?1, 0, 1, 0, ?2, 0, 0, 0, 0, ?3, ?4, ?5
            """)
            .Bind(1, name).Bind(2, nowMs).Bind(3, quotas.EntitiesMax).Bind(4, quotas.FactsMax).Bind(5, quotas.TextBytesMax).Run();
        return Find(database, name)!.Value;
    }

    public readonly void Save(Database database) =>
        database.Prepare("""
            UPDATE workspace SET head_seq = ?2, log_start_seq = ?3, head_at_ms = ?4, entities = ?5, observations = ?6, relations = ?7,
                open_conflicts = ?8, text_bytes = ?9, entities_max = ?10, facts_max = ?11, text_bytes_max = ?12 WHERE id = ?1
            """)
            .Bind(1, Id).Bind(2, HeadSeq).Bind(3, LogStartSeq).Bind(4, HeadAtMs).Bind(5, Entities).Bind(6, Observations)
            .Bind(7, Relations).Bind(8, OpenConflicts).Bind(9, TextBytes).Bind(10, EntitiesMax).Bind(11, FactsMax).Bind(12, TextBytesMax).Run();

    public void Count(FactKind kind, int change)
    {
        if (kind == FactKind.Observation) { Observations += change; }
        else { Relations += change; }
    }

    /// <summary>The text of a fact that is stored; it counts until it is purged.</summary>
    public void CountText(FactDraft statement) => TextBytes += statement.Text is null ? 0 : Encoding.UTF8.GetByteCount(statement.Text);

    private static WorkspaceState? One(Statement row)
    {
        if (!row.Step()) { return null; }
        var state = Row(row);
        row.Reset();
        return state;
    }

    private static WorkspaceState Row(Statement row) =>
        new(row.Long(0), row.Text(1), row.Long(2), row.Long(3), row.Long(4), row.Long(5), row.Long(6), row.Long(7), row.Long(8), row.Long(9),
            row.Long(10), row.LongOrNull(11), row.LongOrNull(12), row.LongOrNull(13));
}
