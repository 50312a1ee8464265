using SQLitePCL;

namespace GraphMemory.Sqlite.Native;

/// <summary>One connection to a database file, with its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(ReferenceEqualityComparer.Instance);

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle) => _handle = handle;

    public sqlite3 Handle => _handle;

    public static Database Open(string path, bool isReadOnly = false, bool mayCreate = false)
    {
        var flags = isReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | (mayCreate ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX | raw.SQLITE_OPEN_URI, null);
        var database = new Database(handle);
        raw.sqlite3_extended_result_codes(handle, 1);
        if (code == raw.SQLITE_OK) { return database; }

        var fault = database.Fault($"open {path}");
        database.Dispose();
        throw fault;
    }

    /// <summary>The statement of this constant text, prepared on first use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) { return known; }
        if (raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle) != raw.SQLITE_OK) { throw Fault(sql); }
        return _statements[sql] = new Statement(this, handle, sql);
    }

    /// <summary>Runs one or more statements and drops their rows.</summary>
    public void Execute(string sql)
    {
        if (raw.sqlite3_exec(_handle, sql) != raw.SQLITE_OK) { throw Fault(sql); }
    }

    /// <summary>The first column of the first row; null without a row.</summary>
    public string? Scalar(string sql)
    {
        var statement = Prepare(sql);
        if (!statement.Step()) { return null; }
        var value = statement.TextOrNull(0);
        statement.Reset();
        return value;
    }

    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>False inside a transaction.</summary>
    public bool IsAutoCommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>SQLite's own wait for locks; for connections that are not the writer's, which waits by itself.</summary>
    public void BusyTimeout(int timeoutMs) => raw.sqlite3_busy_timeout(_handle, timeoutMs);

    public SqliteFault Fault(string? sql) =>
        new(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string(), sql);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) { statement.Dispose(); }
        _statements.Clear();
        _handle.Dispose();
    }
}
