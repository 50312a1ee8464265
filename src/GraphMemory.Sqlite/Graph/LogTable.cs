using GraphMemory.Engine.Graph;
using GraphMemory.Sqlite.Native;

namespace GraphMemory.Sqlite.Graph;

internal sealed class LogTable(Database database, long workspaceId)
{
    private const int RowsAtOnce = 32;
    private const int ColumnCount = 4;

    private static readonly string InsertMany = "INSERT INTO log VALUES" + string.Join(',', Enumerable.Repeat("(?,?,?,?)", RowsAtOnce));

    private readonly List<LogEvent> _pending = new(RowsAtOnce);

    /// <summary>Takes an event. Its row is written together with others, at the latest before the log is read or the work accepted.</summary>
    public void Append(LogEvent item)
    {
        _pending.Add(item);
        if (_pending.Count < RowsAtOnce) { return; }
        var rows = database.Prepare(InsertMany);
        for (var row = 0; row < RowsAtOnce; row++) { BindRow(rows, row * ColumnCount, _pending[row]); }
        rows.Run();
        _pending.Clear();
    }

    public void Flush()
    {
        foreach (var item in _pending)
        {
            var row = database.Prepare("INSERT INTO log VALUES(?1, ?2, ?3, ?4)");
            BindRow(row, 0, item);
            row.Run();
        }

        _pending.Clear();
    }

    /// <summary>Drops what is not written yet: the work was rolled back.</summary>
    public void Forget() => _pending.Clear();

    public List<LogEvent> Page(long afterSeq, int countMax)
    {
        Flush();
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
        Flush();
        var events = new List<LogEvent>();
        var rows = database.Prepare("SELECT key, at_ms, subject_id FROM log WHERE kind = 8 AND key > ?1 AND key <= ?2 ORDER BY key")
            .Bind(1, Key(afterSeq)).Bind(2, Key(RowKey.SeqMax));
        while (rows.Step()) { events.Add(new(RowKey.Seq(rows.Long(0)), rows.Long(1), LogEventKind.Purged, rows.Long(2))); }
        return events;
    }

    // Erasures stay, so that an index built before them learns of them however late.
    public void Trim(long fromSeq, long toSeq)
    {
        Flush();
        database.Prepare("DELETE FROM log WHERE key >= ?1 AND key <= ?2 AND kind <> 8").Bind(1, Key(fromSeq)).Bind(2, Key(toSeq)).Run();
    }

    /// <summary>The last position in [first, last] whose time is at or before the given one, by bisection; first - 1 when none is.</summary>
    public long SeqAt(long atMs, long first, long last)
    {
        Flush();
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

    private void BindRow(Statement rows, int before, LogEvent item) =>
        rows.Bind(before + 1, Key(item.Seq)).Bind(before + 2, item.AtMs).Bind(before + 3, (long)item.Kind).Bind(before + 4, item.SubjectId);

    private long Key(long seq) => RowKey.Of(workspaceId, seq);
}
