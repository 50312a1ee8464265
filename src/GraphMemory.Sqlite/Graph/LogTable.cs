using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

internal sealed class LogTable(Database database, long workspaceId)
{
    private readonly Statement _append = database.Prepare("INSERT INTO log VALUES(?1, ?2, ?3, ?4)");

    public void Append(LogEvent item) =>
        _append.Bind(1, Key(item.Seq)).Bind(2, item.AtMs).Bind(3, (long)item.Kind).Bind(4, item.SubjectId).Run();

    public List<LogEvent> Page(long afterSeq, int countMax)
    {
        var events = new List<LogEvent>();
        var rows = database.Prepare("SELECT key, at_ms, kind, subject_id FROM log WHERE key > ?1 AND key <= ?2 ORDER BY key LIMIT ?3")
            .Bind(1, Key(afterSeq)).Bind(2, Key(RowKey.SeqMax)).Bind(3, countMax);
        while (rows.Step())
        {
            events.Add(new(RowKey.Seq(rows.Long(0)), rows.Long(1), (LogEventKind)rows.Int(2), rows.Long(3)));
        }

        return events;
    }

    public List<LogEvent> PurgedAfter(long afterSeq)
    {
        var events = new List<LogEvent>();
        var rows = database.Prepare("SELECT key, at_ms, subject_id FROM log WHERE kind = 8 AND key > ?1 AND key <= ?2 ORDER BY key")
            .Bind(1, Key(afterSeq)).Bind(2, Key(RowKey.SeqMax));
        while (rows.Step()) { events.Add(new(RowKey.Seq(rows.Long(0)), rows.Long(1), LogEventKind.Purged, rows.Long(2))); }
        return events;
    }

    // Erasures stay, so that an index built before them learns of them however late.
    public void Trim(long fromSeq, long toSeq) =>
        database.Prepare("DELETE FROM log WHERE key >= ?1 AND key <= ?2 AND kind <> 8").Bind(1, Key(fromSeq)).Bind(2, Key(toSeq)).Run();

    /// <summary>The last position in [first, last] whose time is at or before the given one, by bisection; first - 1 when none is.</summary>
    public long SeqAt(long atMs, long first, long last)
    {
        var (low, high) = (first, last);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            if (AtMs(middle) <= atMs) { low = middle + 1; }
            else { high = middle - 1; }
        }

        return high;
    }

    private long AtMs(long seq)
    {
        var row = database.Prepare("SELECT at_ms FROM log WHERE key = ?1").Bind(1, Key(seq));
        if (!row.Step()) { throw new InvalidDataException($"The log of workspace {workspaceId} has no event {seq}. Run: graphmemory doctor."); }
        var atMs = row.Long(0);
        row.Reset();
        return atMs;
    }

    private long Key(long seq) => RowKey.Of(workspaceId, seq);
}
